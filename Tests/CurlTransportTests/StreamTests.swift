import CurlTransport
import HTTPTypes
import NemoHTTP
import NemoTime
import RawSockets
import Testing

@Suite(.timeLimit(.minutes(5))) struct StreamTests {
  private let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

  @Test func `each piece of a slow stream is handed on when it comes`() async throws {
    let next = [Gate(), Gate(), Gate()]
    let server = RawServer { [chunked] connection, _ in
      connection.readRequest()
      connection.write(chunked)
      for (gate, text) in zip(next, ["data: one\n\n", "data: two\n\n", ""]) {
        gate.block()
        connection.write("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n")
      }
    }
    let response = try await CurlTransport.direct().send(server.get())
    #expect(response.head.status == .ok)
    var body = response.body.makeAsyncIterator()
    for (gate, text) in zip(next, ["data: one\n\n", "data: two\n\n"]) {
      gate.open()
      let chunk = try #require(try await body.next())
      #expect(chunk.bytes == Array(text.utf8))
      #expect(chunk.deliveries.map(\.length) == [11])
      #expect(chunk.deliveries.allSatisfy { $0.at != nil })
    }
    next[2].open()
    #expect(try await body.next() == nil)
    #expect(try await body.next() == nil)
  }

  @Test func `a chunk put together from several deliveries tells their times and lengths`()
    async throws
  {
    let (isWritten, next) = (Gate(), [Gate(), Gate()])
    let server = RawServer { [chunked] connection, _ in
      connection.readRequest()
      connection.write(chunked + "3\r\nabc\r\n")
      connection.waitUntilTaken()
      next[0].open()
      connection.write("2\r\nde\r\n")
      connection.waitUntilTaken()
      connection.write("0\r\n\r\n")
      isWritten.open()
      next[1].block()
    }
    let response = try await CurlTransport.direct().send(server.get())
    await isWritten.wait()
    var body = response.body.makeAsyncIterator()
    let chunk = try #require(try await body.next())
    #expect(chunk.bytes == Array("abcde".utf8))
    #expect(chunk.deliveries.map(\.length) == [3, 2])
    let times = chunk.deliveries.compactMap(\.at)
    #expect(times.count == 2 && times[0] < times[1])
    next[1].open()
  }

  @Test func `a body that nobody reads stops its server and stays within its limit`() async throws {
    let limit = 64 << 10
    let (blocked, total) = (Gate(), Locked(0))
    let size = 64 << 20
    let server = RawServer { connection, _ in
      connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n")
      let block = [UInt8](repeating: 7, count: 1 << 16)
      let count = connection.writeUntilBlocked(block, milliseconds: 200)
      total.withLock { $0 = count }
      blocked.open()
      connection.write([UInt8](repeating: 8, count: size - count))
    }
    let transport = CurlTransport.direct(responseBufferBytes: limit)
    let response = try await transport.send(server.get())
    await blocked.wait()
    // What the kernel holds for the two sockets is some megabytes.
    #expect(total.withLock { $0 } < size / 2)
    var (received, largest) = (0, 0)
    for try await chunk in response.body {
      received += chunk.bytes.count
      largest = max(largest, chunk.bytes.count)
    }
    #expect(received == size)
    #expect(largest <= limit)
  }

  @Test func `interim answers are skipped`() async throws {
    let server = RawServer { connection, _ in
      connection.readRequest()
      connection.write("HTTP/1.1 100 Continue\r\n\r\n")
      connection.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
      connection.write("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok")
    }
    let (head, text) = try await CurlTransport.direct().text(server.get())
    #expect(head.status == .created)
    #expect(head.headerFields[.init("Link")!] == nil)
    #expect(text == "ok")
  }

  @Test func `trailers are not taken for headers`() async throws {
    let server = RawServer { [chunked] connection, _ in
      connection.readRequest()
      connection.write(chunked + "2\r\nok\r\n0\r\nX-Late: 1\r\n\r\n")
    }
    let (head, text) = try await CurlTransport.direct().text(server.get())
    #expect(head.status == .ok)
    #expect(head.headerFields[.init("X-Late")!] == nil)
    #expect(text == "ok")
  }

  @Test func `redirects are handed on`() async throws {
    let server = RawServer { connection, _ in
      connection.readRequest()
      connection.write("HTTP/1.1 307 Over There\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n")
    }
    let (head, _) = try await CurlTransport.direct().text(server.post("/a", HTTPBody("x")))
    #expect(head.status.code == 307)
    #expect(head.headerFields[.location] == "/b")
    #expect(server.requests.count == 1)
  }

  @Test func `a compressed body is neither asked for nor undone`() async throws {
    let server = RawServer { connection, _ in
      connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")
    }
    let (_, text) = try await CurlTransport.direct().text(server.get())
    #expect(text == "abc")
    #expect(server.requests.allSatisfy { !$0.lowercased().contains("accept-encoding") })
  }

  @Test func `a HEAD has no body whatever its head says`() async throws {
    let server = RawServer { connection, _ in
      connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
    }
    var request = server.get()
    request.head.method = .head
    let response = try await CurlTransport.direct().send(request)
    #expect(response.body.length == 0)
    #expect(try await response.body.collect(upTo: 1) == [])
  }
}
