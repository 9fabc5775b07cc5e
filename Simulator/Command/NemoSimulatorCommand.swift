import ArgumentParser
import SimulatorProcess

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The command `nemo-simulator`: the mock server alone, without client or libcurl.
@main
struct NemoSimulatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nemo-simulator",
    abstract: "A local, offline stand-in for the Nemo video backend.",
    discussion: """
      Serves the whole HTTP interface on the loopback address: sign-in, sessions, streamed edits, \
      uploads, state, credits and renders. Nothing leaves this machine. Its flags are those of \
      serve: nemo-simulator help serve.

      Example:
        nemo-simulator --port 8787 --pace real
      """,
    subcommands: SimulatorCommands<Program>.all,
    defaultSubcommand: SimulatorCommands<Program>.standard)

  private enum Program: SimulatorProgram {
    static let name = "nemo-simulator"
    static var variables: [String: String] { ProcessInfo.processInfo.environment }
  }
}
