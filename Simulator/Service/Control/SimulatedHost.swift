import HTTPTypes
public import NemoHTTP
import NemoSimulator
public import NemoTime

/// Many simulated backends in one process, none of which affects another.
///
/// A request finds its world by its path (`/__w/NAME/…`), by its header `X-Nemo-World`, or by a
/// token that one world issued; all others go to the default world. A world sees the path without
/// its name, and every URL that it hands out carries it.
///
/// ```swift
/// let host = SimulatedHost(makeTime: { RealTime() })
/// try await LoopbackServer.run(host) { server in … "\(server.url)/__w/test1" … }
/// ```
public final class SimulatedHost: PromptTransport {
  /// How a host is set up.
  public struct Options: Sendable {
    /// How many worlds there may be at a time, the default one among them.
    public var worldLimit = 1_000
    /// Whether a name that is not known makes a world of it; otherwise it is answered with 404.
    public var createsWorldsOnFirstUse = true
    /// What worlds begin with that are created without further word; each gets a seed of its own
    /// that comes from this one and its name.
    public var terms = WorldTerms()
    /// Told of everything for the journals, with the world's name; free of secrets.
    public var onNote: (@Sendable (String) -> Void)?
    /// Called after every change of the default world that should outlive the process.
    var onChange: (@Sendable (SimulatedService) -> Void)?
    var makeProber: @Sendable () -> any MediaProber = { MediaSniffer() }
    var makeRenderer: @Sendable () -> any Renderer = { SyntheticRenderer() }
    /// Where renders of the world of that name belong.
    var makeRenders: @Sendable (WorldName) throws -> any MediaStore = { _ in MemoryMediaStore() }

    public init() {}
  }

  struct State {
    var worlds: [WorldName: HostedWorld] = [:]
    /// In the order in which they were made.
    var order: [WorldName] = []
    /// Where lives go while `run()` is on; before that they wait.
    var lives: AsyncStream<HostedWorld.Life>.Continuation?
    var waiting: [HostedWorld.Life] = []
  }

  let options: Options
  let uploads: any MediaStore
  private let makeTime: @Sendable () -> any TimeSource
  let state = Locked(State())

  /// - Parameters:
  ///   - uploads: where the bytes of all worlds' uploads are, and the default world's renders.
  ///   - saved: what the default world goes on from; nil begins it.
  ///   - makeTime: makes a world's time; its own clock is put over that.
  public init(
    uploads: any MediaStore = MemoryMediaStore(), resuming saved: SavedService? = nil,
    options: Options = Options(), makeTime: @escaping @Sendable () -> any TimeSource
  ) {
    self.options = options
    self.uploads = uploads
    self.makeTime = makeTime
    let world = HostedWorld(.default, media: uploads, makeLife: lifeMaker())
    state.withLock { state in
      state.worlds[.default] = world
      state.order = [.default]
    }
    var terms = options.terms
    // A reset begins at its own time.
    if let saved { terms = WorldTerms(of: saved.world).starting(at: options.terms.startsAt) }
    begin(world, saved, terms)
  }

  // MARK: Requests

  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    try Task.checkCancellation()
    return try await begin(request).response()
  }

  package func begin(_ request: TransportRequest) -> BegunAnswer {
    let address = WorldAddress(request)
    let world: HostedWorld
    do throws(ControlRefusal) {
      world = try find(address)
    } catch {
      return .response(error.response)
    }
    return world.begin(
      address.request, base: WorldAddress.base(of: world.name, for: request.head))
  }

  private func find(_ address: WorldAddress) throws(ControlRefusal) -> HostedWorld {
    guard let text = address.name else {
      return world(knowing: address.request.head.headerFields[.authorization]) ?? defaultWorld
    }
    guard let name = WorldName(text) else { throw .noName(text) }
    if let world = world(name) { return world }
    guard options.createsWorldsOnFirstUse else { throw .unknownWorld(name, among: worldNames) }
    return try useWorld(name, nil, mayExist: true)
  }

  /// Who issued the token; the default world before all others. nil when nobody did.
  private func world(knowing authorization: String?) -> HostedWorld? {
    guard let authorization, state.withLock({ $0.worlds.count }) > 1,
      !defaultWorld.knows(authorization)
    else { return nil }
    return worlds.first { $0.knows(authorization) }
  }

  // MARK: Worlds

  /// The world of requests that name none.
  public var defaultWorld: HostedWorld {
    guard let world = world(.default) else { preconditionFailure("the default world stays") }
    return world
  }

  /// The world of that name; nil when there is none.
  public func world(_ name: WorldName) -> HostedWorld? { state.withLock { $0.worlds[name] } }

  /// All worlds, in the order in which they were made.
  public var worlds: [HostedWorld] {
    state.withLock { state in state.order.compactMap { state.worlds[$0] } }
  }

  var worldNames: [WorldName] { state.withLock { $0.order } }

  /// Makes a world; without terms, as the host's options say.
  /// - Throws: ``ControlRefusal`` when there is one of that name, or no room.
  @discardableResult
  public func createWorld(
    _ name: WorldName, _ terms: WorldTerms? = nil
  ) throws(ControlRefusal) -> HostedWorld {
    try useWorld(name, terms, mayExist: false)
  }

  func useWorld(
    _ name: WorldName, _ terms: WorldTerms?, mayExist: Bool
  ) throws(ControlRefusal) -> HostedWorld {
    let made = try makeWorld(name)
    // Begun before anybody finds it.
    let terms = terms ?? self.terms(of: name)
    let life = made.begin(savedStart(of: terms), terms)
    let outcome = state.withLock { state -> Result<HostedWorld, ControlRefusal> in
      if let world = state.worlds[name] {
        return mayExist ? .success(world) : .failure(.worldExists(name))
      }
      guard state.worlds.count < options.worldLimit else {
        return .failure(.tooManyWorlds(options.worldLimit))
      }
      state.worlds[name] = made
      state.order.append(name)
      return .success(made)
    }
    guard case .success(let world) = outcome, world === made else {
      made.end()
      return try outcome.get()
    }
    run(life)
    return made
  }

  private func makeWorld(_ name: WorldName) throws(ControlRefusal) -> HostedWorld {
    do {
      let media = WorldMedia(uploads: uploads, renders: try options.makeRenders(name))
      return HostedWorld(name, media: media, makeLife: lifeMaker())
    } catch {
      throw .unwritable("\(error)")
    }
  }

  /// Ends a world; its streams break off. The default world stays.
  /// - Throws: ``ControlRefusal`` for the default world and for one that is not there.
  public func deleteWorld(_ name: WorldName) throws(ControlRefusal) {
    guard name != .default else { throw .defaultStays }
    let world = state.withLock { state in
      state.order.removeAll { $0 == name }
      return state.worlds.removeValue(forKey: name)
    }
    guard let world else { throw .unknownWorld(name, among: worldNames) }
    world.end()
  }

  /// Begins a world anew, with its own terms or others; its streams break off.
  public func reset(_ world: HostedWorld, _ terms: WorldTerms? = nil) {
    begin(world, nil, terms ?? world.life.terms)
  }

  func begin(_ world: HostedWorld, _ saved: SavedService?, _ terms: WorldTerms) {
    let life = world.begin(saved ?? savedStart(of: terms), terms)
    run(life)
    life.service.changed()
  }

  func terms(of name: WorldName) -> WorldTerms {
    var terms = options.terms
    terms.seed = name.seed(from: terms.seed)
    return terms
  }

  private func savedStart(of terms: WorldTerms) -> SavedService {
    let start = terms.startsAt ?? makeTime().wall
    return SavedService(
      world: World(
        seed: terms.seed, startingAt: start, dialect: terms.dialect, scenario: terms.scenario),
      at: start)
  }

  // MARK: Lives

  private func lifeMaker()
    -> @Sendable (HostedWorld, SavedService, WorldTerms) -> HostedWorld.Life
  {
    { [options, makeTime] world, saved, terms in
      let below = makeTime()
      let clock = WorldClock(
        over: below, startingAt: saved.at, isFrozen: terms.isFrozen, scale: terms.scale)
      var behaviour = SimulatedService.Options()
      behaviour.finishesPendingWork = below is JumpingTime
      behaviour.onNote = { [weak world] note in
        world?.tell()
        options.onNote?(world.map { "\($0.name.text): \(note)" } ?? note)
      }
      if world.name == .default, let onChange = options.onChange {
        // What is left of an earlier life must not overwrite this one.
        behaviour.onChange = { [weak world] in if world?.isLiving($0) == true { onChange($0) } }
      }
      let service = SimulatedService(
        resuming: saved, time: clock, media: world.media, prober: options.makeProber(),
        renderer: options.makeRenderer(), options: behaviour)
      return HostedWorld.Life(terms: terms, clock: clock, service: service)
    }
  }

  private func run(_ life: HostedWorld.Life) {
    state.withLock { state in
      if let lives = state.lives { lives.yield(life) } else { state.waiting.append(life) }
    }
  }

  /// Makes the renders of all worlds while other things go on; returns when the task is cancelled.
  public func run() async {
    let (lives, continuation) = AsyncStream<HostedWorld.Life>.makeStream()
    let waiting = state.withLock { state in
      state.lives = continuation
      defer { state.waiting = [] }
      return state.waiting
    }
    for life in waiting { continuation.yield(life) }
    await withDiscardingTaskGroup { group in
      for await life in lives {
        group.addTask { if !life.clock.isClosed { await life.service.run() } }
      }
      group.cancelAll()
    }
    state.withLock { $0.lives = nil }
  }

  /// Runs the host beside `body`, and ends with it.
  public func whileRunning<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await beside({ await self.run() }, body)
  }
}
