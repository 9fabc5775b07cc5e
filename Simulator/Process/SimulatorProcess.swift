import LoopbackServer
public import NemoTime
public import NemoSimulator
public import SimulatorService

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The mock server as a process: simulated backends on a loopback socket until it is interrupted,
/// and their control on another.
///
/// Both `nemo-simulator` and `nemo simulator` are this.
public enum SimulatorProcess {
  public struct Options: Sendable {
    /// 0 lets the system choose.
    public var port = 8787
    /// Where the control listens; 0 lets the system choose. nil is the port after ``port``, or
    /// any other when that is taken.
    public var controlPort: Int?
    /// Whether the control answers on ``port`` too, and has none of its own.
    public var hasControlOnSamePort = false
    /// A JSON file that says where both listen, as long as they do.
    public var locatorFile: String?
    /// Whether a name of a world that is not known makes a world of it.
    public var createsWorldsOnFirstUse = true
    public var pace = Pace.fast
    /// When the time of a new world begins; nil for now.
    public var start: WallTime?
    /// The dialect that somebody asked for, so that the greeting can say where it does not hold.
    public var dialect: Dialect?
    public var configuration = SimulatorConfiguration()

    public init() {}
  }

  /// Serves until SIGINT, SIGTERM or a request to the control, then ends what is under way and
  /// keeps the state.
  ///
  /// - Parameter say: prints a line for the person who started it.
  /// - Returns: what the default world's scenario expects and does not find at the end, in
  ///   sentences.
  /// - Throws: `ServerFailure` when a port is taken; `StateFolderFailure`; `FileFailure`.
  public static func run(
    _ options: Options, say: @escaping @Sendable (String) -> Void
  ) async throws -> [String] {
    let interruption = Interruption()
    let ending = Ending()
    var configuration = HostConfiguration()
    configuration.simulator = options.configuration
    configuration.host.createsWorldsOnFirstUse = options.createsWorldsOnFirstUse
    configuration.control.onShutdown = { ending.come() }
    let recording = options.configuration.temporaryFolder.map {
      CassetteRecording(folder: $0 + "-recording")
    }
    if let recording {
      configuration.control.makeRecording = { try recording.begin($0, $1, $2) }
    }
    let (pace, start) = (options.pace, options.start)
    let unmet = try await withSimulatedHost(configuration, makeTime: { makeTime(pace, start) }) {
      host, control in
      try await serve(host, control, options) { server, controlURL in
        let locator = try options.locatorFile.map {
          try LocatorFile(at: $0, process: getpid(), url: server.url, controlURL: controlURL)
        }
        recording?.located(at: server.url)
        let world = host.defaultWorld.world
        for line in greeting(options, url: server.url, control: controlURL, world: world) {
          say(line)
        }
        ending.ends(server, locator)
        interruption.whenItComes { ending.come() }
      }
      return host.defaultWorld.service.unmetExpectations()
    }
    ending.removeLocator()
    return unmet
  }

  private static func serve(
    _ host: SimulatedHost, _ control: ControlService, _ options: Options,
    ready: @escaping @Sendable (RunningServer, String) throws -> Void
  ) async throws {
    var listening = LoopbackServer.Options()
    listening.port = options.port
    guard !options.hasControlOnSamePort else {
      try await LoopbackServer.serve(ControlBeside(host, control), on: listening) { server in
        try ready(server, server.url)
      }
      return
    }
    let hostListening = listening
    try await serve(control, options) { controlURL in
      try await LoopbackServer.serve(host, on: hostListening) { server in
        try ready(server, controlURL)
      }
    }
  }

  /// The control round `body`, which gets its URL.
  private static func serve(
    _ control: ControlService, _ options: Options,
    body: @escaping @Sendable (String) async throws -> Void
  ) async throws {
    var listening = LoopbackServer.Options()
    let next = options.port == 0 || options.port == 65_535 ? 0 : options.port + 1
    listening.port = options.controlPort ?? next
    let hasBegun = Locked(false)
    do {
      try await LoopbackServer.run(control, on: listening) { server in
        hasBegun.withLock { $0 = true }
        try await body(server.url)
      }
    } catch let failure as ServerFailure {
      // Nobody asked for that port.
      guard options.controlPort == nil, listening.port != 0, !hasBegun.withLock({ $0 }) else {
        throw failure
      }
      listening.port = 0
      try await LoopbackServer.run(control, on: listening) { try await body($0.url) }
    }
  }

  private static func makeTime(_ pace: Pace, _ start: WallTime?) -> any TimeSource {
    switch pace {
    case .real: start.map { PacedTime(factor: 1, startingAt: $0) } ?? RealTime()
    case .fast: PacedTime(factor: Pace.fastFactor, startingAt: start)
    case .instant: JumpingTime(startingAt: start ?? RealTime().wall)
    }
  }

  static func greeting(
    _ options: Options, url: String, control: String, world: World
  ) -> [String] {
    let configuration = options.configuration
    let tools = configuration.tools
    return [
      "Nemo simulator, offline: \(url)",
      "  seed \(world.seed), pace \(options.pace.rawValue) (\(options.pace.explanation))",
      "  renders: \(tools.ffmpeg == nil ? "a bundled stand-in, ffmpeg was not found" : "ffmpeg")"
        + ", voices: \(tools.espeak == nil ? "none, espeak-ng was not found" : "espeak-ng")",
      "  state: \(configuration.stateFolder ?? "forgotten at the end")",
      "  control: \(control)/__sim/v1",
    ] + dialectLines(of: world, asked: options.dialect) + [
      "Try it:",
      "  curl -X POST \(url)/api/auth/anonymous-token -H 'X-Client-Id: demo'",
      "Ctrl-C ends it.",
    ]
  }
}

/// Ends a server once, also when that was asked for before it was there.
private final class Ending: Sendable {
  private struct State {
    var server: RunningServer?
    var locator: LocatorFile?
    var hasCome = false
  }

  private let state = Locked(State())

  func ends(_ server: RunningServer, _ locator: LocatorFile?) {
    let hasCome = state.withLock { state in
      (state.server, state.locator) = (server, locator)
      return state.hasCome
    }
    if hasCome { come() }
  }

  /// The file goes first: nobody shall find a server that is about to end.
  func come() {
    let server = state.withLock { state in
      state.hasCome = true
      return state.server
    }
    removeLocator()
    server?.shutDown()
  }

  func removeLocator() { state.withLock { $0.locator }?.remove() }
}
