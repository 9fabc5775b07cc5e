import HTTPTypes
public import NemoHTTP
import NemoSimulator
public import NemoTime

/// The control of a ``SimulatedHost`` over HTTP: `/__sim/v1/…`, JSON in and out.
///
/// For programs of this machine only, see ``ControlGuard``. Every refusal is a 4xx whose `message`
/// says what to do next.
public final class ControlService: HTTPTransport {
  /// What the control reaches beside the worlds.
  public struct Options: Sendable {
    /// What a client's patience is measured on: the real clock, or a test's.
    public var patienceTime: any TimeSource = RealTime()
    /// Ends the process; nil where nobody can.
    public var onShutdown: (@Sendable () -> Void)?
    /// Begins to write down what passes between a world and its clients: the world's name, what
    /// answers for it, and its clock. nil where nobody can.
    public var makeRecording:
      (@Sendable (WorldName, any HTTPTransport, any TimeSource) throws -> WorldRecording)?

    public init() {}
  }

  let host: SimulatedHost
  let snapshots: SnapshotStore
  let options: Options

  public init(_ host: SimulatedHost, snapshots: SnapshotStore, options: Options = Options()) {
    self.host = host
    self.snapshots = snapshots
    self.options = options
  }

  /// Whether a path is one of the control's.
  public static func owns(_ path: String) -> Bool {
    path.hasPrefix(ControlRoute.prefix)
      && ["/", "?", nil].contains(path.dropFirst(ControlRoute.prefix.count).first)
  }

  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    do {
      try ControlGuard.check(request.head)
      let path = (request.head.path ?? "/").prefix { $0 != "?" && $0 != "#" }
      let (route, names) = try ControlRoute.find(request.head.method, path)
      return try await route.answer(self, ControlCall(request: request, names: names))
    } catch let refusal as ControlRefusal {
      return refusal.response
    }
  }

  /// The world that the path names.
  func world(_ call: ControlCall) throws(ControlRefusal) -> HostedWorld {
    let text = call.names["world"] ?? ""
    guard let name = WorldName(text) else { throw .noName(text) }
    guard let world = host.world(name) else {
      throw .unknownWorld(name, among: host.worlds.map(\.name))
    }
    return world
  }
}

// MARK: The table

extension ControlRoute {
  static let all: [ControlRoute] = [
    ControlRoute(.get, "/", "this list") { _, _ in ControlAnswer.json(listing) },
    ControlRoute(.get, "/health", "whether it runs") { $0.health($1) },
    ControlRoute(.get, "/version", "which control this is") { $0.version($1) },
    ControlRoute(.get, "/openapi.json", "a description of what the worlds answer") {
      try await $0.describe($1)
    },
    ControlRoute(.get, "/worlds", "all worlds") { $0.listWorlds($1) },
    ControlRoute(.post, "/worlds", "makes a world") { try await $0.createWorld($1) },
    ControlRoute(.get, "/worlds/{world}", "one world") { try $0.showWorld($1) },
    ControlRoute(.delete, "/worlds/{world}", "ends a world") { try $0.deleteWorld($1) },
    ControlRoute(.post, "/worlds/{world}/reset", "begins a world anew") {
      try await $0.resetWorld($1)
    },
    ControlRoute(.get, "/worlds/{world}/clock", "how its clock goes") { try $0.showClock($1) },
    ControlRoute(.post, "/worlds/{world}/clock/freeze", "stops its clock") {
      try await $0.freeze($1)
    },
    ControlRoute(.post, "/worlds/{world}/clock/resume", "lets its clock go") {
      try await $0.resume($1)
    },
    ControlRoute(.post, "/worlds/{world}/clock/scale", "makes its clock faster or slower") {
      try await $0.scale($1)
    },
    ControlRoute(.post, "/worlds/{world}/clock/advance", "moves its clock on") {
      try await $0.advance($1)
    },
    ControlRoute(.post, "/worlds/{world}/clock/run-until-idle", "moves on until nothing is due") {
      try await $0.runUntilIdle($1)
    },
    ControlRoute(.get, "/faults", "the catalogue of faults") { $0.listCatalogue($1) },
    ControlRoute(.get, "/worlds/{world}/faults", "its planned faults, and how often each fired") {
      try $0.listFaults($1)
    },
    ControlRoute(.post, "/worlds/{world}/faults", "plans a fault") { try await $0.planFault($1) },
    ControlRoute(.delete, "/worlds/{world}/faults", "forgets its faults") {
      try $0.clearFaults($1)
    },
    ControlRoute(.get, "/worlds/{world}/jobs", "its renders") { try $0.listJobs($1) },
    ControlRoute(.get, "/scenarios", "the names of scenarios") { $0.listScenarios($1) },
    ControlRoute(.get, "/worlds/{world}/scenario", "what is special about it") {
      try $0.showScenario($1)
    },
    ControlRoute(.put, "/worlds/{world}/scenario", "begins it anew with a scenario") {
      try await $0.setScenario($1)
    },
    ControlRoute(.get, "/worlds/{world}/journal", "what happened; ?kind= &session= &after=") {
      try $0.showJournal($1)
    },
    ControlRoute(.get, "/worlds/{world}/journal/tail", "what happens, as an event stream") {
      try $0.tailJournal($1)
    },
    ControlRoute(.post, "/worlds/{world}/record", "begins to record it") {
      try await $0.record($1)
    },
    ControlRoute(.post, "/worlds/{world}/export", "ends that; the cassette as a tar archive") {
      try await $0.export($1)
    },
    ControlRoute(.post, "/worlds/{world}/snapshots", "keeps it under a name") {
      try await $0.takeSnapshot($1)
    },
    ControlRoute(.post, "/worlds/{world}/restore", "goes back to a snapshot") {
      try await $0.restore($1)
    },
    ControlRoute(.get, "/snapshots", "all snapshots") { try $0.listSnapshots($1) },
    ControlRoute(.delete, "/snapshots/{snapshot}", "forgets a snapshot") {
      try $0.deleteSnapshot($1)
    },
    ControlRoute(.post, "/shutdown", "ends the simulator") { try $0.shutDown($1) },
  ]

  private struct Line: Encodable {
    var method: String
    var path: String
    var summary: String
  }

  private static var listing: [String: [Line]] {
    [
      "routes": all.map {
        Line(method: $0.method.rawValue, path: prefix + $0.path, summary: $0.summary)
      }
    ]
  }
}
