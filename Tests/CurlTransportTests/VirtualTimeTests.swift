import CurlTransport
import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoTime
import Testing

/// Both ends of a socket on one virtual clock.
@Suite(.timeLimit(.minutes(1))) struct VirtualTimeTests {
  /// A head after a minute, then `count` chunks ten minutes apart.
  private struct Patient: HTTPTransport {
    let time: VirtualTime
    let count: Int

    func send(_ request: TransportRequest) async throws -> TransportResponse {
      _ = try await request.body.collect(upTo: 100)
      try await time.sleep(for: .seconds(60), "the head")
      let left = Locked(count)
      return TransportResponse(
        head: HTTPResponse(status: .ok),
        body: HTTPBody(length: nil) {
          guard left.withLock({ $0 }) > 0 else { return nil }
          try await time.sleep(for: .seconds(600), "a chunk")
          left.withLock { $0 -= 1 }
          return BodyChunk(Array("data: x\n\n".utf8))
        })
    }
  }

  private func run<Value: Sendable>(
    chunks: Int,
    _ body: @escaping @Sendable (CurlTransport, TransportRequest, VirtualTime) async throws -> Value
  ) async throws -> Value {
    try await VirtualTime.run { time in
      let traffic = WireTraffic(time: time)
      let client = CurlTransport(.init(proxy: .none), traffic: traffic, time: time)
      let patient = Patient(time: time, count: chunks)
      return try await LoopbackServer.run(patient, on: .init(traffic: traffic)) { server in
        let request = TransportRequest(
          head: HTTPRequest(
            method: .post, scheme: "http", authority: "127.0.0.1:\(server.port)", path: "/"),
          body: HTTPBody("{}"), connection: .fresh)
        return try await body(client, request, time)
      }
    }
  }

  @Test func `over an hour of silence every delivery has its minute`() async throws {
    for _ in 0..<5 {
      let (head, times) = try await run(chunks: 6) { client, request, time in
        let response = try await client.send(request)
        let head = time.now
        var times: [Instant] = []
        for try await chunk in response.body {
          #expect(chunk.deliveries.map(\.at) == [time.now])
          times.append(time.now)
        }
        return (head, times)
      }
      #expect(head.sinceOrigin == .seconds(60))
      #expect(times.map(\.sinceOrigin) == (1...6).map { .seconds(60 + 600 * $0) })
    }
  }

  @Test func `a reader that sleeps does not hold the clock for what waits for it`() async throws {
    let end = try await run(chunks: 3) { client, request, time in
      let response = try await client.send(request)
      try await time.sleep(for: .seconds(7_200), "a slow reader")
      let bytes = try await response.body.collect(upTo: 100)
      #expect(bytes.count == 27)
      return time.now
    }
    #expect(end.sinceOrigin == .seconds(7_260))
  }

  @Test func `an idle limit passes in virtual time and ends the exchange`() async throws {
    let failure = try await run(chunks: 3) { client, request, time in
      let limited = LimitedTransport(
        client, limits: .init(idle: .seconds(300), total: .seconds(9_000)), time: time)
      do {
        _ = try await limited.send(request).body.collect(upTo: 100)
        return TransportFailure?.none
      } catch {
        return error as? TransportFailure
      }
    }
    #expect(failure?.code == .idle)
  }
}
