import HTTPTypes
import NemoHTTP
import NemoTime
import Testing

/// Answers after `delay`, then sends a chunk of one byte after each of `gaps`.
private struct SlowTransport: HTTPTransport {
  var time: any TimeSource
  var delay: Duration
  var gaps: [Duration]

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    try await time.sleep(for: delay)
    let rest = Locked(gaps[...])
    let time = time
    return TransportResponse(
      head: HTTPResponse(status: .ok),
      body: HTTPBody(
        length: nil,
        once: {
          guard let gap = rest.withLock({ $0.popFirst() }) else { return nil }
          try await time.sleep(for: gap)
          return BodyChunk([1], at: time.now)
        }))
  }
}

@Suite struct LimitedTransportTests {
  private let request = TransportRequest(
    head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/"))

  private func receive(delay: Duration, gaps: [Duration]) async throws -> Int {
    try await VirtualTime.run { [request] time in
      let transport = LimitedTransport(
        SlowTransport(time: time, delay: delay, gaps: gaps),
        limits: .init(idle: .seconds(60), total: .seconds(300)), time: time)
      return try await transport.send(request).body.collect(upTo: 100).count
    }
  }

  @Test func `an exchange within its limits is left alone`() async throws {
    let gaps = [Duration](repeating: .seconds(59), count: 4)
    #expect(try await receive(delay: .seconds(59), gaps: gaps) == 4)
  }

  @Test func `no head within the idle limit is an idle failure with nothing received`() async {
    await #expect(throws: TransportFailure(.idle, sent: .possibly)) {
      try await receive(delay: .seconds(61), gaps: [])
    }
  }

  @Test func `a pause in the body beyond the idle limit is an idle failure`() async {
    await #expect(throws: TransportFailure(.idle, sent: .complete, receivedBytes: 1)) {
      try await receive(delay: .zero, gaps: [.seconds(1), .seconds(61)])
    }
  }

  @Test func `many small pauses end at the total limit`() async {
    await #expect(throws: TransportFailure(.overdue, sent: .complete, receivedBytes: 5)) {
      try await receive(delay: .zero, gaps: [Duration](repeating: .seconds(55), count: 9))
    }
  }
}
