import HTTPTypes
public import NemoHTTP
public import NemoSimulator
public import NemoTime

/// A simulated backend that answers requests: it performs a ``World``'s plans on a clock.
///
/// In memory it is an `HTTPTransport` like any other; `LoopbackServer` puts it on a socket. The
/// world's time is the clock's time, and renders are made by a ``Renderer`` under a hold.
///
/// ```swift
/// let service = SimulatedService(world: World(seed: 7, startingAt: time.wall), time: time)
/// let response = try await service.send(request)
/// ```
public final class SimulatedService: PromptTransport {
  /// How many renders are made at a time; more wait.
  public static let rendersAtOnce = 2
  /// How many things may become due in a row before an answer, at pace `instant`.
  static let catchUpLimit = 100_000

  let time: any TimeSource
  let media: any MediaStore
  let state: Locked<State>
  private let prober: any MediaProber
  private let renderer: any Renderer
  private let options: Options
  /// What the world's time is ahead of the clock: a world that was saved never goes back.
  private let timeAhead: Duration

  /// How a service behaves beside its world.
  public struct Options: Sendable {
    /// Whether everything pending is brought to its end before a request is answered. For clocks
    /// that jump when somebody sleeps.
    public var finishesPendingWork = false
    /// Told of everything for the journal, in order of time; free of secrets.
    public var onNote: (@Sendable (String) -> Void)?
    /// Called after every change that should outlive the process, never twice at a time.
    public var onChange: (@Sendable (SimulatedService) -> Void)?

    public init() {}
  }

  struct State {
    var world: World
    /// Requested and not yet reported, in order.
    var renders: [RenderSpec] = []
    /// Where renders go while `run()` is on.
    var jobs: AsyncStream<QueuedRender>.Continuation?
    var openExchanges: Set<ExchangeID> = []
    var idleWaiters: [CheckedContinuation<Void, Never>] = []
  }

  /// A render on its way to the renderer; the clock stands still until it is let go.
  struct QueuedRender: Sendable {
    var spec: RenderSpec
    var hold: TimeHold
  }

  /// - Parameters:
  ///   - world: a new world, or one that was saved.
  ///   - media: where the bytes of that world are.
  ///   - prober: what looks into uploads.
  ///   - renderer: what makes the files of renders.
  public init(
    world: World, time: any TimeSource, media: any MediaStore = MemoryMediaStore(),
    prober: any MediaProber = MediaSniffer(), renderer: any Renderer = SyntheticRenderer(),
    options: Options = Options()
  ) {
    self.state = Locked(State(world: world))
    self.time = time
    self.media = media
    self.prober = prober
    self.renderer = renderer
    self.options = options
    self.timeAhead = .zero
  }

  /// Goes on where a saved service stopped: its renders are made again, its clients have left.
  public init(
    resuming saved: SavedService, time: any TimeSource, media: any MediaStore,
    prober: any MediaProber, renderer: any Renderer, options: Options = Options()
  ) {
    var world = saved.world
    timeAhead = max(.zero, saved.at - time.wall)
    let now = time.wall + timeAhead
    for exchange in saved.openExchanges { world.clientLeft(exchange, at: now) }
    state = Locked(State(world: world, renders: saved.renders))
    self.time = time
    self.media = media
    self.prober = prober
    self.renderer = renderer
    self.options = options
  }

  /// What must be kept to go on later. Consistent, and safe to call at any time.
  public var saved: SavedService {
    let now = now
    return state.withLock { state in
      SavedService(
        world: state.world, renders: state.renders,
        openExchanges: state.openExchanges.sorted(), at: now)
    }
  }

  /// The world as it is now, for tests and for looking at its journal.
  public var world: World { state.withLock { $0.world } }

  /// Changes the world by hand, such as its dialect.
  public func change(_ body: (inout World) -> Void) {
    state.withLock { body(&$0.world) }
  }

  /// The world's time.
  var now: WallTime { time.wall + timeAhead }

  // MARK: Requests

  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    try Task.checkCancellation()
    return try await begin(request).response()
  }

  package func begin(_ request: TransportRequest) -> BegunAnswer {
    begin(
      request,
      baseURL: "\(request.head.scheme ?? "http")://\(request.head.authority ?? "localhost")")
  }

  /// As ``begin(_:)``, with what the URLs that are handed out begin with.
  func begin(_ request: TransportRequest, baseURL: String) -> BegunAnswer {
    guard finishesPendingWork else { return beginNow(request, baseURL) }
    return .rest { [self] in
      try await finishPendingWork()
      return try await beginNow(request, baseURL).response()
    }
  }

  private func beginNow(_ request: TransportRequest, _ baseURL: String) -> BegunAnswer {
    let facts = RequestFacts(
      method: request.head.method.rawValue, path: request.head.path ?? "/",
      headers: request.head.headerFields, baseURL: baseURL)
    let bytes = RequestIntake.bytesAtHand(request)
    switch update({ Self.begin(&$0, facts, bytes, at: $1) }) {
    case .refused(let exchange, let plan): return begin(plan, exchange)
    case .complete(let exchange, let plan):
      guard rendersToMake.isEmpty else {
        return .rest { [self] in
          await renderUnlessRunning()
          changed()
          return try await begin(plan, exchange).response()
        }
      }
      changed()
      return begin(plan, exchange)
    case .reading(let exchange, let limit, let fault):
      let open = OpenExchange(exchange, of: self)
      return .rest { [self] in
        let plan = try await complete(open, request, limit, fault)
        return try await begin(plan, exchange).response()
      }
    }
  }

  /// A clock that somebody holds is not hurried.
  private var finishesPendingWork: Bool {
    options.finishesPendingWork && (time as? WorldClock)?.jumps != false
  }

  /// How far a request has come in one step of the world.
  private enum Beginning {
    case refused(ExchangeID, Plan)
    case complete(ExchangeID, Plan)
    /// Its body has to be read.
    case reading(ExchangeID, limit: Int, IntakeFault?)
  }

  /// Completes at once what needs no reading: nobody can leave in between.
  private static func begin(
    _ world: inout World, _ facts: RequestFacts, _ bytes: [UInt8]?, at now: WallTime
  ) -> Beginning {
    switch world.begin(facts, at: now) {
    case .answer(let exchange, let plan): return .refused(exchange, plan)
    case .proceed(let exchange, let limit, let fault):
      guard let bytes, fault == nil else { return .reading(exchange, limit: limit, fault) }
      let body = BodyFacts(bytes, limit: limit)
      return .complete(exchange, world.complete(exchange, body: body, at: now))
    }
  }

  private func complete(
    _ open: OpenExchange, _ request: TransportRequest, _ limit: Int, _ fault: IntakeFault?
  ) async throws -> Plan {
    let intake = RequestIntake(media: media, prober: prober, time: time)
    let body: BodyFacts
    do {
      body = try await intake.read(
        fault.map { FaultyIntake($0, time: time).body(request.body) } ?? request.body,
        contentType: request.head.headerFields[.contentType], limit: limit)
    } catch let cut as FaultyIntake.Cut {
      body = .cut(afterBytes: cut.afterBytes)
    }
    open.end()
    let plan = update { $0.complete(open.id, body: body, at: $1) }
    await renderUnlessRunning()
    changed()
    return plan
  }

  /// Does something to the world at this moment, with all that is due before and after it.
  func update<Result>(_ body: (inout World, WallTime) -> Result) -> Result {
    let now = now
    let (result, happenings) = state.withLock { state in
      var happenings = state.world.settle(until: now)
      let result = body(&state.world, now)
      happenings += state.world.settle(until: now)
      return (result, happenings)
    }
    for happening in happenings {
      switch happening {
      case .renderRequested(let spec): enqueue(spec)
      case .note(let text): options.onNote?(text)
      }
    }
    return result
  }

  /// Something changed that should outlive the process.
  func changed() { options.onChange?(self) }

  /// Jumps from one thing that is due to the next, until there is none.
  package func finishPendingWork() async throws {
    for _ in 0..<Self.catchUpLimit {
      update { _, _ in }
      await waitForRenders()
      guard let due = state.withLock({ $0.world.nextDue }) else { return }
      try await sleep(until: due, "what is due before an answer")
    }
  }

  func sleep(until deadline: WallTime, _ reason: String) async throws {
    try await time.sleep(until: time.now.advanced(by: deadline - now), reason)
  }

  // MARK: Renders

  /// Makes renders while other things go on; returns when the task is cancelled.
  ///
  /// Without it, a request that submits a render is answered once the render is made.
  public func run() async {
    let (jobs, continuation) = AsyncStream<QueuedRender>.makeStream()
    let waiting = state.withLock { state in
      state.jobs = continuation
      return state.renders
    }
    for spec in waiting { continuation.yield(queued(spec)) }
    await withTaskGroup(of: Void.self) { group in
      var active = 0
      for await job in jobs {
        if active >= Self.rendersAtOnce {
          await group.next()
          active -= 1
        }
        active += 1
        group.addTask { await self.render(job) }
      }
      group.cancelAll()
    }
    let waiters = state.withLock { state in
      state.jobs = nil
      defer { state.idleWaiters = [] }
      return state.idleWaiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Runs the service beside `body`, and ends with it.
  public func whileRunning<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await beside({ await self.run() }, body)
  }

  /// Ends ``run()``, for a service that nobody uses any more.
  func stopRunning() { state.withLock { $0.jobs }?.finish() }

  private func queued(_ spec: RenderSpec) -> QueuedRender {
    QueuedRender(spec: spec, hold: time.hold("a render"))
  }

  private func enqueue(_ spec: RenderSpec) {
    let jobs = state.withLock { state in
      state.renders.append(spec)
      return state.jobs
    }
    jobs?.yield(queued(spec))
  }

  /// What nobody makes while ``run()`` is not on.
  private var rendersToMake: [RenderSpec] { state.withLock { $0.jobs == nil ? $0.renders : [] } }

  private func renderUnlessRunning() async {
    for spec in rendersToMake { await render(queued(spec)) }
  }

  private func render(_ job: QueuedRender) async {
    defer { job.hold.release() }
    let facts: ArtefactFacts
    do {
      let file = try await renderer.render(job.spec, in: media)
      for note in file.notes { options.onNote?("render \(job.spec.id): \(note)") }
      facts = .ready(
        sizeBytes: file.sizeBytes, durationSeconds: file.durationSeconds, width: file.width,
        height: file.height, isStandIn: file.isStandIn)
    } catch {
      // A cancelled render stays requested: whoever resumes this service makes it.
      guard !(error is CancellationError || Task.isCancelled) else { return }
      facts = .failed(reason: (error as? RenderFailure)?.description ?? "The render failed.")
    }
    update { $0.artefact(of: job.spec.id, facts, at: $1) }
    let waiters = state.withLock { state in
      state.renders.removeAll { $0.id == job.spec.id }
      guard state.renders.isEmpty else { return [CheckedContinuation<Void, Never>]() }
      defer { state.idleWaiters = [] }
      return state.idleWaiters
    }
    for waiter in waiters { waiter.resume() }
    changed()
  }

  /// Returns once no render is under way; at once when nothing makes them.
  private func waitForRenders() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        if state.renders.isEmpty || state.jobs == nil { return true }
        state.idleWaiters.append(continuation)
        return false
      }
      if isIdle { continuation.resume() }
    }
  }
}
