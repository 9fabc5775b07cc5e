import ArgumentParser
import Nemo
import SimulatorProcess

/// `nemo simulator`: the mock server, for clients in any language, and what it knows.
struct SimulatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulator",
    abstract: "Run the simulated backend as a local server, or list what it can do.",
    discussion: """
      Without a command it serves; its flags are those of serve: nemo help simulator serve.

      Example:
        nemo simulator --port 8787
        nemo edit clip.mp4 "add a title" -o out.mp4 --backend http://127.0.0.1:8787
      """,
    subcommands: SimulatorCommands<Program>.all,
    defaultSubcommand: SimulatorCommands<Program>.standard)

  private enum Program: SimulatorProgram {
    static let name = "nemo simulator"
    static var variables: [String: String] { Surroundings.ofThisProcess().variables }
    static func exitCode(for error: any Error) -> Int32 { ExitTable.code(for: error) }
  }
}
