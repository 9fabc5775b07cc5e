import ArgumentParser
import NemoSimulator

/// `facts`: what the simulator holds to be true of the backend, and why.
struct FactsCommand<Program: SimulatorProgram>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "facts",
      abstract: "List what the simulator holds to be true of the backend, and why.",
      discussion: """
        How well a fact is known is said of each: observed (on the wire of a server of that kind), \
        documented, inferred from what is documented, or assumed. Sections are the contract's; \
        adk-wire is what was seen of ADK servers.

        Example:
          \(Program.name) facts credits assumed
        """)
  }

  @Argument(help: "Only facts that have all of these words somewhere.")
  var words: [String] = []

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() throws {
    let paper = Paper(variables: Program.variables)
    let facts = FactSheet(of: words)
    if json { return try paper.print(json: facts.rows) }
    guard !facts.rows.isEmpty else {
      paper.complain(facts.nothing)
      throw ExitCode(1)
    }
    paper.print(facts.lines(width: paper.width))
  }
}
