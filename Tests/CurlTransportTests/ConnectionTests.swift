import CurlTransport
import HTTPTypes
import NemoHTTP
import NemoTime
import RawSockets
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite(.timeLimit(.minutes(5))) struct ConnectionTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

  /// Answers every request, and counts connections.
  private func patientServer(_ connections: Locked<Int>) -> RawServer {
    RawServer { connection, _ in
      connections.withLock { $0 += 1 }
      while connection.readRequest() != nil { connection.write(Self.ok) }
    }
  }

  @Test func `requests share a connection unless they ask for a fresh one`() async throws {
    let connections = Locked(0)
    let server = patientServer(connections)
    let transport = CurlTransport.direct()
    for _ in 0..<3 { _ = try await transport.text(server.get()) }
    #expect(connections.withLock { $0 } == 1)
    for _ in 0..<2 { _ = try await transport.text(server.post("/", HTTPBody("x"), .fresh)) }
    #expect(connections.withLock { $0 } == 3)
  }

  /// A warm connection; then every connection that brings `/run_sse` is reset once the whole body
  /// was read. Returns how many runs the server has seen, and what the client was told.
  private func runs(
    _ connection: TransportRequest.Connection, _ body: HTTPBody
  ) async throws -> (Int, TransportFailure?) {
    let server = RawServer { connection, _ in
      while let request = connection.readRequest() {
        if request.hasPrefix("POST /run_sse") { return connection.reset() }
        connection.write(Self.ok)
      }
    }
    let transport = CurlTransport.direct()
    _ = try await transport.text(server.get("/warm"))
    let failure = await transport.failure(server.post("/run_sse", body, connection))
    return (server.requests.count { $0.hasPrefix("POST /run_sse") }, failure)
  }

  @Test func `a fresh POST whose connection is reset runs once`() async throws {
    let (count, failure) = try await runs(.fresh, HTTPBody("{\"prompt\":\"x\"}"))
    #expect(count == 1)
    #expect(failure?.code == .reset)
    #expect(failure?.sent == .possibly)
  }

  /// Why `.fresh` exists: if this stops being so, it is no longer needed.
  @Test func `a reusable POST whose warm connection is reset is repeated by libcurl`() async throws
  {
    let (count, failure) = try await runs(.reusable, HTTPBody("{\"prompt\":\"x\"}"))
    #expect(count == 2)
    #expect(failure?.sent == .possibly)
  }

  @Test func `a body beyond the rewind limit is not repeated on any connection`() async throws {
    let body = HTTPBody([UInt8](repeating: 0x61, count: 100_000))
    let (count, failure) = try await runs(.reusable, body)
    #expect(count == 1)
    #expect(failure?.sent == .possibly)
  }

  @Test func `many exchanges go on at once`() async throws {
    let connections = Locked(0)
    let server = patientServer(connections)
    let transport = CurlTransport.direct()
    let count = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<200 {
        group.addTask { try await transport.text(server.get()).1.count }
      }
      return try await group.reduce(0, +)
    }
    #expect(count == 400)
    #expect(connections.withLock { $0 } <= 200)
  }

  @Test func `a proxy gets the request in absolute form`() async throws {
    let proxy = RawServer { connection, _ in
      connection.readRequest()
      connection.write(Self.ok)
    }
    let transport = CurlTransport(.init(proxy: .url("http://\(proxy.authority)")))
    let request = TransportRequest(
      head: HTTPRequest(method: .get, scheme: "http", authority: "backend.invalid", path: "/a?b"))
    #expect(try await transport.text(request).1 == "ok")
    #expect(proxy.requests.first?.hasPrefix("GET http://backend.invalid/a?b HTTP/1.1\r\n") == true)
  }

  /// In a process of its own, because variables belong to the whole process.
  @Test func `the proxy variable is obeyed only where the configuration inherits it`() async {
    await #expect(processExitsWith: .success) {
      let proxy = RawServer { connection, _ in
        connection.readRequest()
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nproxy")
      }
      let server = RawServer { connection, _ in
        connection.readRequest()
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\ndirect")
      }
      unsetenv("no_proxy")
      unsetenv("NO_PROXY")
      setenv("http_proxy", "http://\(proxy.authority)", 1)
      let inherited = try await CurlTransport(.init(proxy: .inherit)).text(server.get()).1
      let direct = try await CurlTransport(.init(proxy: .none)).text(server.get()).1
      try #require(inherited == "proxy")
      try #require(direct == "direct")
    }
  }

  @Test func `no description of a configuration shows the proxy's password`() {
    let configuration = CurlTransport.Configuration(proxy: .url("http://me:hush@localhost:1"))
    #expect(!"\(configuration)".contains("hush"))
    #expect(!String(reflecting: configuration).contains("hush"))
  }
}
