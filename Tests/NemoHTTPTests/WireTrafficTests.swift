import NemoHTTP
import NemoTime
import Testing

@Suite struct WireTrafficTests {
  @Test func `an exchange whose sides differ holds the clock, and one that balances does not`()
    async throws
  {
    try await VirtualTime.run { time in
      let traffic = WireTraffic(time: time)
      let exchange = traffic.open()
      traffic.bind(exchange, toClientPort: 4_000)
      let server = try #require(traffic.exchange(clientPort: 4_000))

      // The request arrives, but the head of the answer is on its way.
      server.received()
      server.sent()
      let released = Task.detached {
        for _ in 0..<100 { await Task.yield() }
        let reading = time.now
        exchange.received()
        return reading
      }
      try await time.sleep(for: .seconds(5))
      let reading = await time.withHold("the other side") { await released.value }
      #expect(reading == .zero)
      #expect(time.now.sinceOrigin == .seconds(5))
      exchange.close()
    }
  }

  @Test func `closing an account releases what was still in flight and forgets the port`()
    async throws
  {
    try await VirtualTime.run { time in
      let traffic = WireTraffic(time: time)
      let exchange = traffic.open()
      traffic.bind(exchange, toClientPort: 4_001)
      exchange.sent(1_000)
      exchange.close()
      exchange.sent(5)
      #expect(traffic.exchange(clientPort: 4_001) == nil)
      try await time.sleep(for: .seconds(1))
      #expect(time.now.sinceOrigin == .seconds(1))
    }
  }
}
