import HTTPTypes
import NemoHTTP
import NemoTime

/// Sends one message and listens until the machine has enough: the only place where a message
/// leaves.
struct TurnStream: Sendable {
  let transport: any HTTPTransport
  let time: any TimeSource
  let policy: ClientPolicy
  /// Called in order, for every action but ``TurnMachine/Action/wait`` and the last.
  let perform: @Sendable (TurnMachine.Action) -> Void

  /// What may come next.
  private enum Arrival: Sendable {
    case head(TransportResponse)
    case chunk([UInt8])
    case end
    case failure(TransportFailure)
    case timer

    var isTimer: Bool {
      if case .timer = self { true } else { false }
    }
  }

  /// The limits of the stream are the machine's: silence of 600 s, 900 s in all (section 16.2).
  ///
  /// - Throws: `CancellationError`.
  func run(_ request: TransportRequest) async throws -> TurnMachine.Ending {
    try await withThrowingTaskGroup(of: Arrival.self) { group in
      defer { group.cancelAll() }
      var listener = Listener(machine: TurnMachine(policy: policy, at: time.now))
      var timer = listener.machine.deadline
      group.addTask { try await send(request) }
      group.addTask { [timer] in try await sleep(until: timer) }
      while let arrival = try await group.next() {
        let actions = listener.receive(arrival, at: time.now)
        for action in actions {
          if case .finish(let ending) = action { return ending }
          perform(action)
        }
        if let iterator = listener.takeTurnToRead() {
          group.addTask { try await read(iterator) }
        }
        // The deadline moves forward, and once comes nearer: when the agent says that it is done.
        let deadline = listener.machine.deadline
        guard arrival.isTimer || deadline < timer else { continue }
        timer = deadline
        group.addTask { [timer] in try await sleep(until: timer) }
      }
      throw CancellationError()
    }
  }

  private func sleep(until deadline: Instant) async throws -> Arrival {
    try await time.sleep(until: deadline, "the next deadline of a turn")
    return .timer
  }

  private func send(_ request: TransportRequest) async throws -> Arrival {
    try await failures { .head(try await transport.send(request)) }
  }

  private func read(_ iterator: HTTPBody.Iterator) async throws -> Arrival {
    try await failures {
      var iterator = iterator
      return try await iterator.next().map { .chunk($0.bytes) } ?? .end
    }
  }

  /// A failure of the wire is an arrival like any other. Anything else, such as a request that a
  /// cassette does not have, is no loss of a stream: it ends the turn.
  private func failures(_ body: () async throws -> Arrival) async throws -> Arrival {
    do {
      return try await body()
    } catch let failure as TransportFailure {
      try Task.checkCancellation()
      return .failure(failure)
    }
  }

  /// Turns arrivals into the machine's actions.
  private struct Listener {
    var machine: TurnMachine
    private var status = 0
    private var retryAfter: Duration?
    private var stream: AgentStream?
    private var iterator: HTTPBody.Iterator?
    private var mayRead = false

    init(machine: TurnMachine) {
      self.machine = machine
    }

    /// The body to read from, once after every arrival of it.
    mutating func takeTurnToRead() -> HTTPBody.Iterator? {
      defer { mayRead = false }
      return mayRead ? iterator : nil
    }

    mutating func receive(_ arrival: Arrival, at now: Instant) -> [TurnMachine.Action] {
      switch arrival {
      case .timer:
        return [machine.receive(.tick, at: now)]
      case .head(let response):
        begin(response)
        return []
      case .chunk(let bytes):
        mayRead = true
        return receive(stream?.receive(bytes) ?? [], at: now)
      case .end:
        return end(at: now)
      case .failure(let failure):
        // A refusal stands on its status alone when its body breaks off.
        if status >= 400 { return end(at: now) }
        return [machine.receive(.failed(failure), at: now)]
      }
    }

    private mutating func begin(_ response: TransportResponse) {
      status = response.head.status.code
      retryAfter = response.head.headerFields.retryAfter
      stream = AgentStream(
        status: status, contentType: response.head.headerFields[.contentType])
      iterator = response.body.makeAsyncIterator()
      mayRead = true
    }

    private mutating func end(at now: Instant) -> [TurnMachine.Action] {
      let events = (stream?.finish() ?? []).map { event in
        guard case .refusal(var refusal) = event else { return event }
        refusal.retryAfter = retryAfter
        return .refusal(refusal)
      }
      var actions = receive(events, at: now)
      if actions.last?.isFinish != true { actions.append(machine.receive(.closed, at: now)) }
      return actions
    }

    /// Up to the first end.
    private mutating func receive(
      _ events: [AgentEvent], at now: Instant
    ) -> [TurnMachine.Action] {
      var actions: [TurnMachine.Action] = []
      for event in events {
        let action = machine.receive(.agent(event), at: now)
        if action != .wait { actions.append(action) }
        if action.isFinish { break }
      }
      return actions
    }
  }
}

extension TurnMachine.Action {
  fileprivate var isFinish: Bool {
    if case .finish = self { true } else { false }
  }
}
