import LoopbackServer
public import NemoTime
public import NemoSimulator
public import SimulatorService

/// The mock server as a process: a simulated backend on a loopback socket until it is interrupted.
///
/// Both `nemo-simulator` and `nemo simulator` are this.
public enum SimulatorProcess {
  public struct Options: Sendable {
    /// 0 lets the system choose.
    public var port = 8787
    public var pace = Pace.fast
    /// The dialect that somebody asked for, so that the greeting can say where it does not hold.
    public var dialect: Dialect?
    public var configuration = SimulatorConfiguration()

    public init() {}
  }

  /// Serves until SIGINT or SIGTERM, then ends what is under way and keeps the state.
  ///
  /// - Parameter say: prints a line for the person who started it.
  /// - Throws: `ServerFailure` when the port is taken; `StateFolderFailure`; `FileFailure`.
  public static func run(
    _ options: Options, say: @escaping @Sendable (String) -> Void
  ) async throws {
    let interruption = Interruption()
    let time = makeTime(options.pace)
    try await withSimulatedService(options.configuration, time: time) { service in
      var listening = LoopbackServer.Options()
      listening.port = options.port
      try await LoopbackServer.serve(service, on: listening) { server in
        for line in greeting(options, url: server.url, world: service.world) { say(line) }
        interruption.whenItComes { server.shutDown() }
      }
    }
  }

  private static func makeTime(_ pace: Pace) -> any TimeSource {
    switch pace {
    case .real: RealTime()
    case .fast: PacedTime(factor: Pace.fastFactor)
    case .instant: JumpingTime(startingAt: RealTime().wall)
    }
  }

  static func greeting(_ options: Options, url: String, world: World) -> [String] {
    let configuration = options.configuration
    let tools = configuration.tools
    return [
      "Nemo simulator, offline: \(url)",
      "  seed \(world.seed), pace \(options.pace.rawValue) (\(options.pace.explanation))",
      "  renders: \(tools.ffmpeg == nil ? "a bundled stand-in, ffmpeg was not found" : "ffmpeg")"
        + ", voices: \(tools.espeak == nil ? "none, espeak-ng was not found" : "espeak-ng")",
      "  state: \(configuration.stateFolder ?? "forgotten at the end")",
    ] + dialectLines(of: world, asked: options.dialect) + [
      "Try it:",
      "  curl -X POST \(url)/api/auth/anonymous-token -H 'X-Client-Id: demo'",
      "Ctrl-C ends it.",
    ]
  }
}
