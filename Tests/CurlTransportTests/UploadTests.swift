import CurlTransport
import HTTPTypes
import NemoHTTP
import NemoTime
import RawSockets
import Testing

@Suite(.timeLimit(.minutes(5))) struct UploadTests {
  /// `count` blocks of 64 KiB; `asked` counts those that were read.
  private func blocks(_ count: Int, _ asked: Locked<Int>, length: Int?) -> HTTPBody {
    HTTPBody(length: length) {
      let index = asked.withLock { asked in
        defer { asked += 1 }
        return asked
      }
      return index < count ? BodyChunk([UInt8](repeating: UInt8(index % 251), count: 65_536)) : nil
    }
  }

  @Test func `a body of known length is read a bounded part ahead of the server`() async throws {
    let (mayRead, size) = (Gate(), 512 * 65_536)
    let asked = Locked(0)
    let sawHead = Gate()
    let server = RawServer { connection, _ in
      let head = connection.readHead() ?? ""
      if head.contains("100-continue") { connection.write("HTTP/1.1 100 Continue\r\n\r\n") }
      sawHead.open()
      mayRead.block()
      let isWhole = connection.skip(size)
      connection.write("HTTP/1.1 \(isWhole ? 200 : 500) X\r\nContent-Length: 0\r\n\r\n")
    }
    let transport = CurlTransport.direct()
    async let response = transport.text(server.post("/", blocks(512, asked, length: size)))
    await sawHead.wait()
    let early = asked.withLock { $0 }
    #expect(early < 256)
    mayRead.open()
    #expect(try await response.0.status == .ok)
    #expect(server.requests[0].contains("\r\nContent-Length: \(size)\r\n"))
    #expect(asked.withLock { $0 } == 513)
  }

  @Test func `a body of unknown length is sent in chunks`() async throws {
    let server = RawServer { connection, _ in
      connection.readHead()
      connection.write("HTTP/1.1 100 Continue\r\n\r\n")
      let body = connection.read(through: "0\r\n\r\n") ?? ""
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
    let rest = Locked(["one", "three"][...])
    let body = HTTPBody(length: nil) {
      rest.withLock { $0.popFirst() }.map { BodyChunk(Array($0.utf8)) }
    }
    let (_, text) = try await CurlTransport.direct().text(server.post("/", body))
    #expect(server.requests[0].contains("\r\nTransfer-Encoding: chunked\r\n"))
    // libcurl may send both in one chunk: RFC 9112 section 7.1.
    #expect(["3\r\none\r\n5\r\nthree\r\n", "8\r\nonethree\r\n"].contains(text))
  }

  @Test func `an empty POST says that it has no bytes`() async throws {
    let server = RawServer { connection, _ in
      connection.readRequest()
      connection.write("HTTP/1.1 204 No Content\r\n\r\n")
    }
    let (head, _) = try await CurlTransport.direct().text(server.post("/", .empty))
    #expect(head.status == .noContent)
    #expect(server.requests[0].contains("\r\nContent-Length: 0\r\n"))
  }

  @Test(arguments: [200 << 10, 8 << 20])
  func `an answer that comes before the body was sent is delivered`(size: Int) async throws {
    for _ in 0..<100 {
      let server = RawServer { connection, _ in
        connection.readHead()
        connection.write("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig")
      }
      let asked = Locked(0)
      let body = blocks(size / 65_536, asked, length: size / 65_536 * 65_536)
      let (head, text) = try await CurlTransport.direct().text(server.post("/", body))
      #expect(head.status.code == 413)
      #expect(text == "big")
    }
  }

  @Test func `a body that fails is the reader's failure, and the server sees it cut`() async throws
  {
    let (received, end) = (Locked(0), Gate())
    let server = RawServer { connection, _ in
      connection.readHead()
      received.withLock { $0 = connection.readToEnd() }
      end.open()
    }
    let calls = Locked(0)
    let body = HTTPBody(length: 100) {
      let call = calls.withLock { calls in
        calls += 1
        return calls
      }
      guard call > 1 else { return BodyChunk([1, 2, 3]) }
      throw FileFailure(.other, path: "clip.mp4", operation: "read", errno: 5)
    }
    let failure = await CurlTransport.direct().failure(server.post("/", body))
    #expect(
      failure
        == TransportFailure(
          .unreadableBody, sent: .possibly,
          detail: "clip.mp4 could not be used (read, error 5)."))
    await end.wait()
    #expect(received.withLock { $0 } < 100)
  }

  @Test func `a body that cannot be read at all is never sent`() async throws {
    let server = RawServer { connection, _ in connection.readRequest() }
    let body = HTTPBody(length: 9) {
      throw FileFailure(.notFound, path: "clip.mp4", operation: "read")
    }
    let failure = await CurlTransport.direct().failure(server.post("/", body))
    #expect(failure?.code == .unreadableBody)
    #expect(failure?.sent == .nothing)
    #expect(server.requests.isEmpty)
  }

  @Test(arguments: [2, 4])
  func `a body that is not as long as it says is a failure`(length: Int) async throws {
    let server = RawServer { connection, _ in connection.readRequest() }
    let parts = Locked([[1], [2, 3]] as [[UInt8]])
    let body = HTTPBody(length: length) {
      parts.withLock { $0.isEmpty ? nil : BodyChunk($0.removeFirst()) }
    }
    let failure = await CurlTransport.direct().failure(server.post("/", body))
    #expect(failure?.code == .unreadableBody)
  }

  @Test func `cancelling an upload stops its reading`() async throws {
    let (sawHead, left) = (Gate(), Gate())
    let server = RawServer { connection, _ in
      connection.readHead()
      sawHead.open()
      _ = connection.readToEnd()
      left.open()
    }
    let asked = Locked(0)
    let body = blocks(.max, asked, length: nil)
    let transport = CurlTransport.direct()
    let task = Task { try await transport.send(server.post("/", body)) }
    await sawHead.wait()
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    await left.wait()
  }
}
