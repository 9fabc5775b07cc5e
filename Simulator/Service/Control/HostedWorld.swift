import HTTPTypes
import NemoHTTP
public import NemoSimulator
import NemoTime

/// One world of a ``SimulatedHost``, through all its lives: a reset or a restored snapshot begins
/// another with a clock of its own.
public final class HostedWorld: Sendable {
  public let name: WorldName
  let media: any MediaStore
  private let makeLife: @Sendable (HostedWorld, SavedService, WorldTerms) -> Life
  private let current: Locked<Life?>
  let listeners = Locked<[Int: AsyncStream<Void>.Continuation]>([:])

  /// A service and its clock, from a beginning to an end.
  struct Life: Sendable {
    var number = 0
    var terms: WorldTerms
    var clock: WorldClock
    var service: SimulatedService
    /// What writes down its traffic; nil while nothing does.
    var recording: WorldRecording?
  }

  init(
    _ name: WorldName, media: any MediaStore,
    makeLife: @escaping @Sendable (HostedWorld, SavedService, WorldTerms) -> Life
  ) {
    self.name = name
    self.media = media
    self.makeLife = makeLife
    current = Locked(nil)
  }

  /// The life that goes on now.
  var life: Life {
    guard let life = current.withLock({ $0 }) else {
      preconditionFailure("a world is begun before it is used")
    }
    return life
  }

  /// The service that answers for this world, until its next reset.
  public var service: SimulatedService { life.service }

  /// The world as it is now.
  public var world: World { service.world }

  func isLiving(_ service: SimulatedService) -> Bool {
    current.withLock { $0?.service === service }
  }

  /// Ends the life that was, and begins with what is given.
  @discardableResult
  func begin(_ saved: SavedService, _ terms: WorldTerms) -> Life {
    var life = makeLife(self, saved, terms)
    let old = current.withLock { current in
      life.number = (current?.number ?? 0) + 1
      defer { current = life }
      return current
    }
    old?.end()
    tell()
    return life
  }

  func end() {
    current.withLock { $0 }?.end()
    for listener in listeners.withLock({ $0.values }) { listener.finish() }
  }

  /// Whether it issued that token.
  func knows(_ authorization: String) -> Bool {
    service.state.withLock { $0.world.knows(authorization: authorization) }
  }

  /// Something is new in the journal.
  func tell() {
    for listener in listeners.withLock({ $0.values }) { listener.yield() }
  }

  /// Begins a recording of that life; false when it is recorded already, or over.
  func record(_ recording: WorldRecording, _ life: Life) -> Bool {
    current.withLock { current in
      guard current?.number == life.number, current?.recording == nil else { return false }
      current?.recording = recording
      return true
    }
  }

  /// Takes the recording away, if there is one.
  func endRecording() -> WorldRecording? {
    current.withLock { current in
      defer { current?.recording = nil }
      return current?.recording
    }
  }

  /// Begins to answer a request whose path no longer names the world.
  func begin(_ request: TransportRequest, base: String) -> BegunAnswer {
    let life = life
    guard let recording = life.recording else { return life.begin(request, base: base) }
    var named = request
    named.head.path = WorldAddress.path(request.path, in: name)
    return .rest { [named] in try await recording.transport.send(named) }
  }
}

extension HostedWorld.Life {
  func begin(_ request: TransportRequest, base: String) -> BegunAnswer {
    let path = request.path.prefix { $0 != "?" }
    let reader = WorldReader("\(request.head.method.rawValue) \(path.prefix(200))", on: clock)
    let answer = service.begin(request, baseURL: base)
    if case .response(let response) = answer, response.body.length != nil {
      reader.end()
      return answer
    }
    return .rest {
      var response = try await reader.work { try await answer.response() }
      guard response.body.length == nil else {
        reader.end()
        return response
      }
      response.body = reader.following(response.body)
      return response
    }
  }
}

extension HostedWorld.Life {
  func end() {
    clock.close()
    service.stopRunning()
  }
}
