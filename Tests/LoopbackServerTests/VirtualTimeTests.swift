import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoTime
import RawSockets
import Testing

/// Both ends on one virtual clock; the client keeps the exchange's account as `WireTraffic` has it.
@Suite(.timeLimit(.minutes(5))) struct VirtualTimeTests {
  private static let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

  private func begin(
    _ server: RunningServer, _ traffic: WireTraffic, body: String = ""
  ) throws -> (RawClient, WireTraffic.Exchange) {
    let account = traffic.open()
    let client = try RawClient(port: server.port)
    traffic.bind(account, toClientPort: client.localPort)
    try client.send(
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    return (client, account)
  }

  @Test func `an hour between two chunks takes an hour of virtual time and none of ours`()
    async throws
  {
    try await VirtualTime.run { time in
      let traffic = WireTraffic(time: time)
      let transport = Fake { _ in
        .stream { index in
          if index == 1 { try await time.sleep(for: .seconds(3_600)) }
          return index < 2 ? .text("chunk") : nil
        }
      }
      try await LoopbackServer.run(transport, on: .init(traffic: traffic)) { server in
        let (client, account) = try begin(server, traffic)
        #expect(
          try await client.receive(until: "chunk\r\n") == Self.head + "5\r\nchunk\r\n")
        #expect(time.now == .zero)
        account.received(1 + 5)
        #expect(try await client.receive(until: "0\r\n\r\n") == "5\r\nchunk\r\n0\r\n\r\n")
        #expect(time.now == .zero.advanced(by: .seconds(3_600)))
        account.received(5 + 1)
        account.close()
      }
      #expect(time.now == .zero.advanced(by: .seconds(3_600)))
    }
  }

  @Test func `a request's body arrives while the clock stands still`() async throws {
    try await VirtualTime.run { time in
      let traffic = WireTraffic(time: time)
      let arrived = Locked<Instant?>(nil)
      let transport = Fake { request in
        _ = try await request.body.collect(upTo: 2_000_000)
        arrived.withLock { $0 = time.now }
        return .text("ok")
      }
      try await LoopbackServer.run(transport, on: .init(traffic: traffic)) { server in
        try await withThrowingTaskGroup(of: Void.self) { group in
          // Wakes at every virtual millisecond at which the clock might wrongly jump.
          group.addTask {
            for _ in 0..<1_000 { try await time.sleep(for: .milliseconds(1)) }
          }
          let body = String(repeating: "a", count: 1_000_000)
          let (client, account) = try begin(server, traffic, body: body)
          _ = try await client.receive(until: "ok")
          account.received(1 + 2 + 1)
          account.close()
          try await group.waitForAll()
        }
      }
      #expect(arrived.withLock { $0 } == .zero)
    }
  }

  @Test func `a client that leaves is noticed at the instant at which it leaves`() async throws {
    for _ in 1...20 {
      try await VirtualTime.run { time in
        let traffic = WireTraffic(time: time)
        let cancelledAt = Locked<Instant?>(nil)
        let transport = Fake { _ in
          .stream { index in
            if index == 0 { return .text("chunk") }
            do {
              try await time.sleep(for: .seconds(60))
            } catch {
              cancelledAt.withLock { $0 = time.now }
            }
            return nil
          }
        }
        try await LoopbackServer.run(transport, on: .init(traffic: traffic)) { server in
          let (client, account) = try begin(server, traffic)
          _ = try await client.receive(until: "chunk\r\n")
          account.received(1 + 5)
          try await time.sleep(for: .seconds(10))
          client.close()
          account.close()
          try await time.sleep(for: .milliseconds(1))
        }
        #expect(cancelledAt.withLock { $0 } == .zero.advanced(by: .seconds(10)))
      }
    }
  }

  @Test func `a connection closed without an answer is seen at that instant`() async throws {
    for _ in 1...20 {
      try await VirtualTime.run { time in
        let traffic = WireTraffic(time: time)
        let transport = Fake { _ in
          try await time.sleep(for: .seconds(5))
          throw TransportFailure(.noResponse, sent: .possibly)
        }
        try await LoopbackServer.run(transport, on: .init(traffic: traffic)) { server in
          try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await time.sleep(for: .seconds(30)) }
            let (client, account) = try begin(server, traffic)
            #expect(try await client.receiveAll().text == "")
            #expect(time.now == .zero.advanced(by: .seconds(5)))
            account.close()
            group.cancelAll()
          }
        }
      }
    }
  }

  @Test func `a silent connection lets the clock run to the client's own limit`() async throws {
    try await VirtualTime.run { time in
      let traffic = WireTraffic(time: time)
      let transport = Fake { _ in throw TransportFailure(.idle, sent: .complete) }
      try await LoopbackServer.run(transport, on: .init(traffic: traffic)) { server in
        let (client, account) = try begin(server, traffic)
        try await time.sleep(for: .seconds(600))
        client.close()
        account.close()
      }
      #expect(time.now == .zero.advanced(by: .seconds(600)))
    }
  }
}
