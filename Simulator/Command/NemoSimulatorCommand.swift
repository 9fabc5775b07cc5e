public import ArgumentParser
import SimulatorProcess
import SimulatorService

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@main
struct NemoSimulatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nemo-simulator",
    abstract: "A local, offline stand-in for the Nemo video backend.",
    discussion: """
      Serves the whole HTTP interface on the loopback address: sign-in, sessions, streamed edits, \
      uploads, state, credits and renders. Nothing leaves this machine.
      """)

  @Option(help: "The port to listen on; 0 lets the system choose.")
  var port = 8787

  @Option(help: "What all randomness comes from.")
  var seed = SimulatorConfiguration.defaultSeed

  @Option(help: "real, fast (a simulated minute takes a second) or instant.")
  var pace = SimulatorPace.fast

  @Option(help: "A folder to keep the backend in between runs; without it, it is forgotten.")
  var state: String?

  @Flag(help: "Forget what is in the state folder first.")
  var fresh = false

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("A port is a number from 0 to 65535.")
    }
  }

  func run() async throws {
    var options = SimulatorProcess.Options()
    options.port = port
    options.pace = pace
    options.configuration.seed = seed
    options.configuration.stateFolder = state
    options.configuration.startsFresh = fresh
    let process = ProcessInfo.processInfo
    options.configuration.temporaryFolder =
      FileManager.default.temporaryDirectory.path
      + "/nemo-simulator-\(process.processIdentifier)"
    options.configuration.tools = MediaTools(searchPath: process.environment["PATH"] ?? "")
    try await SimulatorProcess.run(options) { line in
      print(line)
      // Whoever reads this through a pipe waits for the URL.
      fflush(nil)
    }
  }
}

extension SimulatorPace: ExpressibleByArgument {}
