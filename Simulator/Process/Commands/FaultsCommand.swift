import ArgumentParser
import NemoSimulator

/// `faults`: the ways in which the backend can be made to go wrong.
struct FaultsCommand<Program: SimulatorProgram>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "faults",
      abstract: "List the ways in which the backend can be made to go wrong.",
      discussion: """
        Of each: what happens on the wire, what a correct client does about it, and the operations \
        that it can disturb. With the name of one its settings are listed as well.

        Example:
          \(Program.name) faults stream
        """)
  }

  @Argument(help: "A fault, a family, or words: only faults that have all of them.")
  var words: [String] = []

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() throws {
    let paper = Paper(variables: Program.variables)
    let faults = FaultSheet(of: words)
    if json { return try paper.print(json: faults.rows) }
    guard !faults.rows.isEmpty else {
      paper.complain(faults.nothing)
      throw ExitCode(1)
    }
    paper.print(faults.lines(width: paper.width))
  }
}
