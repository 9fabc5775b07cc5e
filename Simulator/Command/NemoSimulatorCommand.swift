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
      uploads, state, credits and renders. Nothing leaves this machine.

      Example:
        nemo-simulator --port 8787 --pace real
      """)

  @OptionGroup var options: SimulatorOptions

  func run() async throws {
    try await options.run(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")
  }
}
