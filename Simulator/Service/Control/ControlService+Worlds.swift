import NemoHTTP
import NemoSimulator
import NemoTime

/// Health and worlds.
extension ControlService {
  static let name = "nemo-simulator"
  static let version = "1"

  func health(_ call: ControlCall) -> TransportResponse {
    struct Content: Encodable {
      var ok = true
      var service = ControlService.name
      var version = ControlService.version
      var seed: String
      var worlds: Int
    }
    return ControlAnswer.json(
      Content(seed: String(host.defaultWorld.world.seed), worlds: host.worlds.count))
  }

  func version(_ call: ControlCall) -> TransportResponse {
    ControlAnswer.json(["service": Self.name, "version": Self.version, "control": "v1"])
  }

  /// What a world says of its own interface.
  func describe(_ call: ControlCall) async throws -> TransportResponse {
    try await host.send(call.request)
  }

  func shutDown(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    guard let onShutdown = options.onShutdown else {
      throw ControlRefusal(
        409, "not-mine", "This simulator runs inside another program. End that program.")
    }
    onShutdown()
    return ControlAnswer.json(["shutting_down": true], status: 202)
  }

  // MARK: Worlds

  struct WorldContent: Encodable {
    var name: String
    var url: String?
    var seed: String
    var startedAt: String
    var now: String
    var nowMs: Int64
    var frozen: Bool
    var scale: Double
    var runs: Int
    var lives: Int

    init(_ world: HostedWorld) {
      let life = world.life
      let facts = life.clock.facts
      let value = life.service.world
      name = world.name.text
      url = world.name == .default ? "/" : WorldAddress.prefix + world.name.text
      seed = String(value.seed)
      startedAt = value.startedAt.iso8601
      now = facts.now.iso8601
      nowMs = facts.now.millisecondsSinceEpoch
      frozen = facts.isFrozen
      scale = facts.scale
      runs = value.acceptedRuns()
      lives = life.number
    }
  }

  func listWorlds(_ call: ControlCall) -> TransportResponse {
    ControlAnswer.json(["worlds": host.worlds.map(WorldContent.init)])
  }

  func showWorld(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    ControlAnswer.json(WorldContent(try world(call)))
  }

  func createWorld(_ call: ControlCall) async throws -> TransportResponse {
    let body = try await call.body(
      "name", "seed", "dialect", "switches", "scenario", "starts_at_ms", "frozen", "scale")
    guard let text = try body.string("name") else {
      throw ControlRefusal.body("name is missing. \(WorldName.rule)")
    }
    guard let name = WorldName(text) else { throw ControlRefusal.noName(text) }
    let terms = try terms(body, from: host.terms(of: name))
    return ControlAnswer.json(WorldContent(try host.createWorld(name, terms)), status: 201)
  }

  func deleteWorld(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    let world = try world(call)
    try host.deleteWorld(world.name)
    return ControlAnswer.json(["deleted": world.name.text])
  }

  func resetWorld(_ call: ControlCall) async throws -> TransportResponse {
    let world = try world(call)
    let body = try await call.body(
      "seed", "dialect", "switches", "scenario", "starts_at_ms", "frozen", "scale")
    host.reset(world, try terms(body, from: world.life.terms))
    return ControlAnswer.json(WorldContent(world))
  }

  // MARK: Terms

  /// The greatest time a world may begin at: the year 9999.
  static let lastStart: Int64 = 253_370_764_800_000

  private func terms(
    _ body: ControlBody, from given: WorldTerms
  ) throws(ControlRefusal) -> WorldTerms {
    var terms = given
    // What a scenario says is overruled by what stands beside it.
    if let text = try body.string("scenario") { try Self.take(text, into: &terms) }
    if let seed = try body.seed("seed") { terms.seed = seed }
    if let name = try body.string("dialect") { terms.dialect = try Self.preset(name) }
    try Self.turn(body["switches"], in: &terms.dialect)
    if let start = try body.whole("starts_at_ms", in: 0...Self.lastStart) {
      terms.startsAt = WallTime(millisecondsSinceEpoch: start)
    }
    if let isFrozen = try body.bool("frozen") { terms.isFrozen = isFrozen }
    if let scale = try body.double("scale", in: WorldClock.scales) { terms.scale = scale }
    return terms
  }

  private static func preset(_ name: String) throws(ControlRefusal) -> Dialect {
    if let dialect = Dialect.preset(named: name) { return dialect }
    let known = Dialect.presets.map(\.name)
    throw .body(
      "There is no dialect \"\(name.prefix(80))\". Known are \(known.joined(separator: ", ")).")
  }

  private static func turn(
    _ switches: ControlBody.Value?, in dialect: inout Dialect
  ) throws(ControlRefusal) {
    guard let switches else { return }
    guard case .object(let values) = switches else {
      throw .body("switches is not an object of names and values.")
    }
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      guard let one = DialectSwitch.named(name) else {
        let near = NearestName.of(name, among: DialectSwitch.all.map(\.name)) ?? ""
        throw .body("There is no switch \"\(name.prefix(80))\". The nearest is \(near).")
      }
      guard let text = value.switchText, one.set(text, in: &dialect) else {
        throw .body("\(name) takes \(one.values.joined(separator: ", ")).")
      }
    }
  }
}

extension ControlBody.Value {
  /// Switches are written as text, numbers or truth values.
  fileprivate var switchText: String? {
    switch self {
    case .string(let text): text
    case .bool(let flag): flag ? "on" : "off"
    case .whole(let number): String(number)
    default: nil
    }
  }
}
