import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoTime
import RawSockets
import Testing

/// What a transport is told of a request, and how its body travels.
@Suite(.timeLimit(.minutes(5))) struct RequestTests {
  @Test func `names, order and values of fields arrive; the connection's own do not`()
    async throws
  {
    let seen = Locked<HTTPRequest?>(nil)
    let transport = Fake { request in
      seen.withLock { $0 = request.head }
      return .text("")
    }
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send(
        "GET /api/x?y=%20z HTTP/1.1\r\nHost: nemo.test:81\r\nX-Client-Id: c1\r\nConnection: "
          + "keep-alive, X-Hop\r\nX-Hop: 1\r\nTE: trailers\r\nKeep-Alive: 5\r\nAccept: a\r\n"
          + "Accept: b\r\n\r\n")
      _ = try await client.receive(until: "\r\n\r\n")
    }
    let head = try #require(seen.withLock { $0 })
    #expect(head.method == .get)
    #expect(head.scheme == "http")
    #expect(head.authority == "nemo.test:81")
    #expect(head.path == "/api/x?y=%20z")
    #expect(
      head.headerFields.map { "\($0.name.rawName): \($0.value)" }
        == ["X-Client-Id: c1", "Accept: a", "Accept: b"])
  }

  @Test func `a target in absolute form names the authority`() async throws {
    let transport = Fake { .text("\($0.head.authority ?? "") \($0.head.path ?? "")") }
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send("GET http://a.test/b?c HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(try await client.receive(until: "/b?c").hasSuffix("\r\n\r\na.test /b?c"))
    }
  }

  @Test(arguments: [
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123456789",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n6\r\n456789\r\n"
      + "0\r\n\r\n",
  ])
  func `a body arrives whole, counted or chunked, and the connection goes on`(_ text: String)
    async throws
  {
    let transport = Fake { request in
      let body = try await request.body.collect(upTo: 100)
      let length = request.body.length.map { "\($0)" } ?? "unknown"
      return .text(String(decoding: body, as: UTF8.self) + " " + length)
    }
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      let answer = text.contains("chunked") ? "0123456789 unknown" : "0123456789 10"
      for _ in 1...2 {
        try client.send(text)
        let response = try await client.receive(until: answer)
        #expect(
          response == "HTTP/1.1 200 OK\r\nContent-Length: \(answer.utf8.count)\r\n\r\n\(answer)")
      }
    }
  }

  @Test func `a body is awaited with 100 Continue only once it is read`() async throws {
    let transport = Fake { request in
      .text(String(decoding: try await request.body.collect(upTo: 100), as: UTF8.self))
    }
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send(
        "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
      #expect(try await client.receive(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
      try client.send("ok")
      #expect(
        try await client.receive(until: "ok")
          == "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    }
  }

  @Test func `an early refusal needs no 100 Continue and closes`() async throws {
    try await LoopbackServer.run(Fake { _ in .text("no", status: 413) }) { server in
      let client = try RawClient(port: server.port)
      try client.send(
        "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n")
      let (text, ending) = try await client.receiveAll()
      #expect(
        text == "HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"
          || text
            == "HTTP/1.1 413 Payload Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"
      )
      #expect(ending == .closed)
    }
  }

  @Test func `a client that sends all of a refused body still sees the answer`() async throws {
    try await LoopbackServer.run(Fake { _ in .text("no", status: 413) }) { server in
      let client = try RawClient(port: server.port)
      // At one go: the server waits for a while only, and a busy machine may let this task wait.
      try await onThread {
        try client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n")
        try client.send([UInt8](repeating: 7, count: 8_000_000))
      }
      let (text, ending) = try await client.receiveAll()
      #expect(text.hasSuffix("Connection: close\r\n\r\nno"))
      #expect(ending == .closed)
    }
  }

  @Test func `no more of a refused body is read than the drain limit`() async throws {
    let options = LoopbackServer.Options(drainLimitBytes: 100_000)
    try await LoopbackServer.run(Fake { _ in .text("no", status: 413) }, on: options) { server in
      let client = try RawClient(port: server.port)
      try client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 80000000\r\n\r\n")
      await #expect(throws: RawClient.Failure.self) {
        try await onThread { try client.send([UInt8](repeating: 7, count: 80_000_000)) }
      }
    }
  }

  @Test func `a body whose client leaves half-way is short or cancelled, never complete`()
    async throws
  {
    let (begins, begun) = AsyncStream<Void>.makeStream()
    let (failures, failed) = AsyncStream<String>.makeStream()
    let transport = Fake { request in
      begun.yield()
      do {
        _ = try await request.body.collect(upTo: 100)
        failed.yield("complete")
      } catch let failure as TransportFailure {
        failed.yield(failure.code.rawValue)
      } catch {
        failed.yield("cancelled")
      }
      return .text("")
    }
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc")
      for await _ in begins { break }
      client.close()
      for await failure in failures {
        #expect(failure == "short" || failure == "cancelled")
        break
      }
    }
  }
}
