import CurlTransport
import HTTPTypes
import NemoHTTP
import NemoTime
import RawSockets
import Testing

@Suite(.timeLimit(.minutes(5))) struct CancellationTests {
  /// A server that answers with `answer`, tells when, and opens `left` when the client is gone.
  private func server(answering answer: String, _ answered: Gate, _ left: Gate) -> RawServer {
    RawServer { connection, _ in
      connection.readRequest()
      connection.write(answer)
      answered.open()
      _ = connection.readToEnd()
      left.open()
    }
  }

  private func isCancellation<Success>(_ result: Result<Success, any Error>) -> Bool {
    guard case .failure(let error) = result else { return false }
    return error is CancellationError
  }

  @Test func `cancelling before the head ends the wait and closes the connection`() async {
    let (answered, left) = (Gate(), Gate())
    let server = server(answering: "", answered, left)
    let transport = CurlTransport.direct()
    let task = Task { try await transport.send(server.get()) }
    await answered.wait()
    task.cancel()
    #expect(isCancellation(await task.result))
    await left.wait()
  }

  @Test func `cancelling while the body is read ends the wait`() async throws {
    let (answered, left) = (Gate(), Gate())
    let server = server(
      answering: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", answered, left)
    let response = try await CurlTransport.direct().send(server.get())
    let task = Task { try await response.body.collect(upTo: 9) }
    await answered.wait()
    task.cancel()
    #expect(isCancellation(await task.result))
    await left.wait()
  }

  @Test func `a cancelled task sends nothing`() async {
    let server = RawServer { connection, _ in connection.readRequest() }
    let transport = CurlTransport.direct()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await transport.send(server.get())
    }
    #expect(isCancellation(await task.result))
    #expect(server.requests.isEmpty)
  }

  @Test func `a response that is dropped unread closes its connection`() async throws {
    let (answered, left) = (Gate(), Gate())
    let server = server(
      answering: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", answered, left)
    let transport = CurlTransport.direct()
    #expect(try await transport.send(server.get()).head.status == .ok)
    await left.wait()
    transport.shutdown()
  }

  @Test func `a body outlives the last reference to its transport`() async throws {
    let next = Gate()
    let server = RawServer { connection, _ in
      connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na")
      next.block()
      connection.write("bc")
    }
    let body = try await CurlTransport.direct().send(server.get()).body
    next.open()
    #expect(try await body.collect(upTo: 3) == Array("abc".utf8))
  }

  @Test func `a shutdown fails what is in flight and what comes later`() async throws {
    let (answered, left) = (Gate(), Gate())
    let server = server(
      answering: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", answered, left)
    let transport = CurlTransport.direct()
    let response = try await transport.send(server.get())
    transport.shutdown()
    await #expect(
      throws: TransportFailure(
        .other, sent: .complete, receivedBytes: 3, detail: "the transport was shut down")
    ) {
      try await response.body.collect(upTo: 9)
    }
    await left.wait()
    await #expect(
      throws: TransportFailure(.other, sent: .nothing, detail: "the transport was shut down")
    ) {
      try await transport.send(server.get())
    }
  }
}
