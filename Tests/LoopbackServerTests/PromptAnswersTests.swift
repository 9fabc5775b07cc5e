import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NemoHTTP
import NemoTime
import RawSockets
import Testing

@testable import LoopbackServer

/// Answers that a transport gives without waiting, on the event loop, and those that it only begins.
@Suite(.timeLimit(.minutes(1))) struct PromptAnswersTests {
  /// `/now…` is answered at once, `/later…` in a task, `/stream` in pieces.
  private struct Prompt: PromptTransport {
    let places = Locked<[String]>([])

    func send(_ request: TransportRequest) async throws -> TransportResponse {
      let path = request.head.path ?? ""
      places.withLock { $0.append("send \(path)") }
      let body = String(decoding: try await request.body.collect(upTo: 100), as: UTF8.self)
      return .text(path + body)
    }

    func begin(_ request: TransportRequest) -> BegunAnswer {
      let path = request.head.path ?? ""
      let isInTask = withUnsafeCurrentTask { $0 != nil }
      places.withLock { $0.append("\(isInTask ? "task" : "loop") \(path)") }
      if path == "/stream" { return .response(.stream { $0 < 2 ? .text("piece\($0)") : nil }) }
      if path == "/fails" { return .rest { throw TransportFailure(.reset, sent: .complete) } }
      guard path.hasPrefix("/later") else { return .response(.text(path)) }
      return .rest { .text(path) }
    }
  }

  private static func get(_ path: String, _ fields: String = "") -> String {
    "GET \(path) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n"
  }

  private static func ok(_ body: String) -> String {
    "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  @Test func `what needs no waiting is answered on the loop, all in the order of the requests`()
    async throws
  {
    let transport = Prompt()
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send(
        Self.get("/now1") + Self.get("/now2") + Self.get("/later") + Self.get("/now3")
          + Self.get("/last"))
      let text = try await client.receive(until: "/last")
      #expect(text == ["/now1", "/now2", "/later", "/now3", "/last"].map(Self.ok).joined())
    }
    let places = transport.places.withLock { $0 }
    #expect(places.prefix(3) == ["loop /now1", "loop /now2", "loop /later"])
  }

  @Test func `a stream that was begun is sent, and the connection goes on`() async throws {
    try await LoopbackServer.run(Prompt()) { server in
      let client = try RawClient(port: server.port)
      for _ in 1...2 {
        try client.send(Self.get("/stream"))
        let text = try await client.receive(until: "0\r\n\r\n")
        #expect(
          text == "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "6\r\npiece0\r\n6\r\npiece1\r\n0\r\n\r\n")
      }
    }
  }

  @Test func `HEAD brings no body`() async throws {
    try await LoopbackServer.run(Prompt()) { server in
      let client = try RawClient(port: server.port)
      try client.send("HEAD /now HTTP/1.1\r\nHost: x\r\n\r\n" + Self.get("/now"))
      let text = try await client.receive(until: "/now")
      #expect(text == "HTTP/1.1 200 OK\r\n\r\n" + Self.ok("/now"))
    }
  }

  @Test func `a failure that comes later ends the connection as any other`() async throws {
    try await LoopbackServer.run(Prompt()) { server in
      let client = try RawClient(port: server.port)
      try client.send(Self.get("/fails"))
      let (text, ending) = try await client.receiveAll()
      #expect(text.isEmpty && ending == .reset)
    }
  }

  @Test(arguments: [
    "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok",
    "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "GET /a HTTP/1.0\r\nHost: x\r\n\r\n",
  ])
  func `a body, and what ends the connection, is a task's`(_ request: String) async throws {
    let transport = Prompt()
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send(request)
      _ = try await client.receive(until: request.hasSuffix("ok") ? "/aok" : "/a")
    }
    #expect(transport.places.withLock { $0 } == ["send /a"])
  }

  @Test func `what was begun for a connection that was given up is abandoned`() async throws {
    final class Token: Sendable {
      let dropped: Locked<Bool>
      init(_ dropped: Locked<Bool>) { self.dropped = dropped }
      deinit { dropped.withLock { $0 = true } }
    }
    let dropped = Locked(false)
    let reader = PartReader(NIOAsyncTestingChannel(), ConnectionPhase())
    _ = try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask { try await reader.nextRequest() == nil }
      group.cancelAll()
      return try await group.next()
    }
    let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/", headers: ["host": "x"])
    do {
      let token = Token(dropped)
      let answer = BegunAnswer.rest { withExtendedLifetime(token) { .text("") } }
      let begun = BegunRequest(head: try RequestHead(head, isSecure: false), answer: answer)
      reader.receive([.head(head)], begun: begun)
    }
    #expect(dropped.withLock { $0 })
  }
}
