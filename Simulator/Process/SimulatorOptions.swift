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

  @Option(help: "Where its control listens; 0 lets the system choose, else the port after --port.")
  var controlPort: Int?

  @Flag(help: "Let the control answer on --port too, and open no port of its own.")
  var controlOnSamePort = false

  @Flag(help: "Answer 404 for a world that nobody made, in place of making it.")
  var strictWorlds = false

  @Option(
    help: ArgumentHelp(
      "A JSON file that says where both listen, as long as they do.", valueName: "file"))
  var locator: String?

  @Option(
    help: ArgumentHelp(
      "A scenario file, or the name of one of the library; scenarios lists them.",
      valueName: "file"))
  var scenario: String?

  @Option(
    help: "What all randomness comes from. (default: \(SimulatorConfiguration.defaultSeed))")
  var seed: UInt64?

  @Option(
    help: "real, fast (a simulated minute takes a second) or instant. (default: fast)")
  var pace: Pace?

  @OptionGroup var dialect: DialectOptions

  @Option(help: "A folder to keep the backend in between runs; without it, it is forgotten.")
  var state: String?

  @Flag(help: "Forget what is in the state folder first.")
  var fresh = false

  public init() {}

  public func validate() throws {
    guard [port, controlPort ?? 0].allSatisfy((0...65_535).contains) else {
      throw ValidationError("A port is a number from 0 to 65535.")
    }
    guard controlPort == nil || !controlOnSamePort else {
      throw ValidationError("--control-port and --control-on-same-port exclude each other.")
    }
  }

  /// What the flags and the scenario file say together; flags go before the file.
  func chosen() throws -> SimulatorProcess.Options {
    let file = try scenario.map { try ScenarioFile.find($0) }
    var options = SimulatorProcess.Options()
    options.port = port
    options.controlPort = controlPort
    options.hasControlOnSamePort = controlOnSamePort
    options.createsWorldsOnFirstUse = !strictWorlds
    options.locatorFile = locator
    options.pace = pace ?? file?.pace ?? .fast
    options.start = file?.start
    if let file { options.configuration.use(file) }
    if let seed { options.configuration.seed = seed }
    options.dialect = try dialect.chosen(over: options.configuration.dialect)
    if let dialect = options.dialect { options.configuration.dialect = dialect }
    return options
  }

  /// Serves until the process is interrupted.
  ///
  /// - Parameter searchPath: where ffmpeg, ffprobe and espeak-ng are looked for, as in `PATH`.
  public func run(searchPath: String) async throws {
    var options = try chosen()
    options.configuration.stateFolder = state
    options.configuration.startsFresh = fresh
    options.configuration.temporaryFolder =
      FileManager.default.temporaryDirectory.path + "/nemo-simulator-\(getpid())"
    options.configuration.tools = MediaTools(searchPath: searchPath)
    let unmet = try await SimulatorProcess.run(options) { line in
      print(line)
      // Whoever reads this through a pipe waits for the URL.
      fflush(nil)
    }
    guard !unmet.isEmpty else { return }
    print("The scenario expects something else:")
    for sentence in unmet { print("  \(sentence)") }
    throw ExitCode.failure
  }
}

extension Pace: ExpressibleByArgument {}
