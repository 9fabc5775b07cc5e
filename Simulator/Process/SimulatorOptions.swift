public import ArgumentParser
import NemoSimulator
public import NemoTime
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

/// The flags of the mock server, the same in `nemo-simulator` and in `nemo simulator`.
public struct SimulatorOptions: ParsableArguments {
  @Option(help: "The port to listen on; 0 lets the system choose.")
  var port = 8787

  @Option(help: "What all randomness comes from.")
  var seed = SimulatorConfiguration.defaultSeed

  @Option(help: "real, fast (a simulated minute takes a second) or instant.")
  var pace = Pace.fast

  @OptionGroup var dialect: DialectOptions

  @Option(help: "A folder to keep the backend in between runs; without it, it is forgotten.")
  var state: String?

  @Flag(help: "Forget what is in the state folder first.")
  var fresh = false

  public init() {}

  public func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("A port is a number from 0 to 65535.")
    }
  }

  /// Serves until the process is interrupted.
  ///
  /// - Parameter searchPath: where ffmpeg, ffprobe and espeak-ng are looked for, as in `PATH`.
  public func run(searchPath: String) async throws {
    var options = SimulatorProcess.Options()
    options.port = port
    options.pace = pace
    options.configuration.seed = seed
    options.dialect = try dialect.chosen()
    options.configuration.dialect = options.dialect ?? .seed
    options.configuration.stateFolder = state
    options.configuration.startsFresh = fresh
    options.configuration.temporaryFolder =
      FileManager.default.temporaryDirectory.path + "/nemo-simulator-\(getpid())"
    options.configuration.tools = MediaTools(searchPath: searchPath)
    try await SimulatorProcess.run(options) { line in
      print(line)
      // Whoever reads this through a pipe waits for the URL.
      fflush(nil)
    }
  }
}

extension Pace: ExpressibleByArgument {}
