public import NemoTime

/// Holds a virtual clock while bytes are between the two ends of a socket in this process.
///
/// Client and server of a test share one `WireTraffic`. Both report what they send and receive; an
/// exchange whose two sides differ holds the clock. Both sides count the same things: the request
/// (until the server has its head), each chunk of the response's body, its head and its end.
/// An exchange is found by the client's port, because it has its connection to itself.
public final class WireTraffic: Sendable {
  private let time: any TimeSource
  private let exchanges = Locked<[Int: Exchange]>([:])

  public init(time: any TimeSource) {
    self.time = time
  }

  /// Opens the account of an exchange that the client is about to send; it holds the clock.
  public func open() -> Exchange {
    Exchange(time: time) { [weak self] port in
      self?.exchanges.withLock { _ = $0.removeValue(forKey: port) }
    }
  }

  /// The client knows the local port of its connection; call before the first byte is sent.
  public func bind(_ exchange: Exchange, toClientPort port: Int) {
    exchange.bind(port)
    exchanges.withLock { $0[port] = exchange }
  }

  /// The account of the exchange on that connection; nil for clients that keep none.
  public func exchange(clientPort port: Int) -> Exchange? {
    exchanges.withLock { $0[port] }
  }

  /// Holds the clock while an end waits for its socket, as ``TimeSource/hold(_:)`` does.
  public func hold(_ name: String) -> TimeHold { time.hold(name) }

  /// The account of one exchange.
  public final class Exchange: Sendable {
    private struct State {
      var inFlight = 0
      var isClosed = false
      var isJoined = false
      var port: Int?
      var hold: TimeHold?
    }

    private let time: any TimeSource
    private let state: Locked<State>
    private let onClose: @Sendable (Int) -> Void

    fileprivate init(time: any TimeSource, onClose: @escaping @Sendable (Int) -> Void) {
      self.time = time
      self.onClose = onClose
      self.state = Locked(State(inFlight: 1, hold: time.hold("an exchange on the wire")))
    }

    fileprivate func bind(_ port: Int) {
      state.withLock { $0.port = port }
    }

    /// This end sent `count` countable things: bytes of a body, a head, an end.
    public func sent(_ count: Int = 1) { change(by: count) }

    /// This end received and handed on `count` countable things.
    public func received(_ count: Int = 1) { change(by: -count) }

    /// The server has taken the exchange up. A client that closes it before ``leave()`` keeps the
    /// clock held until the server has noticed.
    public func join() {
      state.withLock { $0.isJoined = !$0.isClosed }
    }

    /// The server is done with the exchange, or has noticed that the client is. Safe to repeat.
    public func leave() {
      let released: TimeHold? = state.withLock { state in
        state.isJoined = false
        guard state.isClosed else { return nil }
        defer { state.hold = nil }
        return state.hold
      }
      released?.release()
    }

    /// The client is done with the exchange, however it ended.
    public func close() {
      let (port, released): (Int?, TimeHold?) = state.withLock { state in
        defer { state.port = nil }
        state.isClosed = true
        if state.isJoined {
          if state.hold == nil { state.hold = time.hold("a client that left") }
          return (state.port, nil)
        }
        defer { state.hold = nil }
        return (state.port, state.hold)
      }
      if let port { onClose(port) }
      released?.release()
    }

    private func change(by count: Int) {
      let released: TimeHold? = state.withLock { state in
        guard !state.isClosed else { return nil }
        state.inFlight += count
        if state.inFlight != 0 {
          if state.hold == nil { state.hold = time.hold("an exchange on the wire") }
          return nil
        }
        defer { state.hold = nil }
        return state.hold
      }
      released?.release()
    }
  }
}
