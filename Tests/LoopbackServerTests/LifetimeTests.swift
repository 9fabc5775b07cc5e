import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoTime
import RawSockets
import Testing

/// Who ends what, and when.
@Suite(.timeLimit(.minutes(5))) struct LifetimeTests {
  /// A transport whose answer never comes, or whose stream falls silent after a chunk; it tells
  /// when it is cancelled.
  private func waiting(
    afterHead: Bool, begun: AsyncStream<Void>.Continuation? = nil,
    cancelled: AsyncStream<Void>.Continuation
  ) -> Fake {
    Fake { _ in
      begun?.yield()
      if !afterHead { try await Self.forever(cancelled) }
      return .stream { index in
        if index == 0 { return .text("part") }
        try await Self.forever(cancelled)
        return nil
      }
    }
  }

  private static func forever(_ cancelled: AsyncStream<Void>.Continuation) async throws {
    let (never, continuation) = AsyncStream<Void>.makeStream()
    for await _ in never {}
    continuation.finish()
    if Task.isCancelled { cancelled.yield() }
    throw CancellationError()
  }

  @Test(arguments: [true, false])
  func `a client that leaves cancels its idle exchange`(_ afterHead: Bool) async throws {
    let (cancellations, cancelled) = AsyncStream<Void>.makeStream()
    let (begins, begun) = AsyncStream<Void>.makeStream()
    let transport = waiting(afterHead: afterHead, begun: begun, cancelled: cancelled)
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
      for await _ in begins { break }
      if afterHead { _ = try await client.receive(until: "part\r\n") }
      client.close()
      for await _ in cancellations { break }
    }
  }

  @Test func `the end of the body cancels exchanges and closes connections`() async throws {
    let (cancellations, cancelled) = AsyncStream<Void>.makeStream()
    let transport = waiting(afterHead: true, cancelled: cancelled)
    let client = try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
      _ = try await client.receive(until: "part\r\n")
      return client
    }
    for await _ in cancellations { break }
    #expect(try await client.receiveAll().text == "")
  }

  @Test func `nothing listens after run`() async throws {
    let port = try await LoopbackServer.run(Fake { _ in .text("mine") }) { $0.port }
    // Refused, unless another test has been given the port meanwhile.
    guard let client = try? RawClient(port: port) else { return }
    try client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(try await client.receiveAll().text.hasSuffix("mine") == false)
  }

  @Test func `connections that nobody has taken up yet are closed with the server`() async throws {
    for _ in 1...20 {
      let clients = try await LoopbackServer.run(Fake { _ in .text("") }) { server in
        try (0..<50).map { _ in try RawClient(port: server.port) }
      }
      for client in clients {
        let ending = try await client.ending(withinMilliseconds: 30_000)
        #expect(ending != .stillOpen)
      }
    }
  }

  @Test func `what the body throws is thrown`() async throws {
    await #expect(throws: TransportFailure(.other, sent: .nothing)) {
      try await LoopbackServer.run(Fake { _ in .text("") }) { _ in
        throw TransportFailure(.other, sent: .nothing)
      }
    }
  }

  @Test func `a taken port says what to do`() async throws {
    try await LoopbackServer.run(Fake { _ in .text("") }) { server in
      do {
        try await LoopbackServer.run(Fake { _ in .text("") }, on: .init(port: server.port)) { _ in }
        Issue.record("two servers on one port")
      } catch let failure as ServerFailure {
        #expect(failure.code == .cannotListen)
        #expect("\(failure)".contains("Choose another port"))
      }
    }
  }

  @Test func `serve ends on shutDown, after answers under way`() async throws {
    let running = Locked<RunningServer?>(nil)
    let transport = Fake { _ in
      running.withLock { $0 }?.shutDown()
      return .text("bye")
    }
    try await LoopbackServer.serve(transport) { server in
      running.withLock { $0 = server }
      let client = try RawClient(port: server.port)
      try client.send("POST /shutdown HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(try await client.receive(until: "bye").hasSuffix("bye"))
    }
  }

  @Test func `serve ends when it is cancelled`() async throws {
    await withTaskGroup(of: Void.self) { group in
      let (starts, started) = AsyncStream<Void>.makeStream()
      group.addTask {
        try? await LoopbackServer.serve(Fake { _ in .text("") }) { _ in started.yield() }
      }
      for await _ in starts { break }
      group.cancelAll()
    }
  }
}
