#if os(Linux)
  import NemoTime
  import RawSockets
  import Testing

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// What large or many inputs cost a simulator that runs as a process of its own: memory that is
  /// bounded by what the contract lets it take, never by what somebody sends.
  @Suite(.timeLimit(.minutes(3)), .serialized) struct MemoryTests {
    private static let bearer = "Authorization: Bearer \(Backend.token)\r\n"

    /// Sends, and returns the head of what comes back; that the server closes early is no failure.
    private func send(
      _ head: String, _ piece: [UInt8], times: Int, to port: Int
    ) async throws -> String {
      let client = try RawClient(port: port)
      try await onThread {
        try client.send(head)
        for _ in 0..<times { guard (try? client.send(piece)) != nil else { break } }
      }
      return try await client.receiveAll().text
    }

    /// 100 MB of JSON in pieces of 1 MB, told by its length or in chunks.
    @Test(arguments: [
      (Paths.session, true, 4_000), (Paths.session, false, 80_000), (Paths.message, true, 4_000),
      ("/api/upload-video/nemo_agent/me/1", true, 4_000),
    ])
    func `a JSON body of 100 MB is refused in flat memory`(
      _ path: String, _ hasLength: Bool, _ boundKilobytes: Int
    ) async throws {
      let child = try SimulatorChild()
      let small = try await send(
        "GET /__sim/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", [], times: 0,
        to: child.port)
      #expect(small.hasPrefix("HTTP/1.1 200 OK\r\n"))
      let before = try child.peakKilobytes()
      let body = [UInt8](repeating: 0x20, count: 1 << 20)
      let framing =
        hasLength ? "Content-Length: \(100 << 20)\r\n" : "Transfer-Encoding: chunked\r\n"
      let piece =
        hasLength ? body : Array("100000\r\n".utf8) + body + Array("\r\n".utf8)
      let text = try await send(
        "POST \(path) HTTP/1.1\r\nHost: x\r\n\(Self.bearer)Content-Type: application/json\r\n"
          + framing + "\r\n", piece, times: 100, to: child.port)
      // The reset that ends a body of which nothing more is read may destroy the answer.
      let isRefused = text.hasPrefix("HTTP/1.1 413 ") || text.contains(#"{"code":1002,"#)
      #expect(text.isEmpty || isRefused, "\(text)")
      let grown = try child.peakKilobytes() - before
      #expect(grown < boundKilobytes, "it grew by \(grown) kB")
    }

    @Test func `heads of 1 MB and endless trailers grow no memory`() async throws {
      let child = try SimulatorChild()
      let zeroes = [UInt8](repeating: 0x30, count: 64 << 10)
      func all(_ times: Int) async throws {
        for _ in 0..<times {
          for start in [
            "GET / HTTP/1.1\r\nHost: x\r\nX-A: ", "GET /", "GET / HTTP/1.1\r\nHost: x\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-A: ",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;",
          ] {
            _ = try await send(start, zeroes, times: 16, to: child.port)
          }
        }
      }
      try await all(1)
      let before = try child.peakKilobytes()
      try await all(10)
      let grown = try child.peakKilobytes() - before
      #expect(grown < 4_000, "it grew by \(grown) kB")
    }

    @Test func `files that nobody reads stay on disk`() async throws {
      let child = try SimulatorChild()
      let session = try await makeSession(child.port)
      let piece = [UInt8](repeating: 1, count: 1 << 20)
      let head = String(decoding: Form.part(named: "a.mp4").dropLast(2), as: UTF8.self)
      let end = "\r\n--bnd--\r\n"
      let length = head.utf8.count + end.utf8.count + 30 << 20
      let client = try RawClient(port: child.port)
      try client.send(
        "POST \(Paths.upload(session)) HTTP/1.1\r\nHost: x\r\n\(Self.bearer)Content-Type: "
          + "\(Form.type)\r\nContent-Length: \(length)\r\nConnection: close\r\n\r\n\(head)")
      try await onThread { for _ in 0..<30 { try client.send(piece) } }
      try client.send(end)
      let answer = try await client.receiveAll().text
      let start = try #require(answer.range(of: "/media/"), "\(answer)")
      let path = answer[start.lowerBound...].prefix { $0 != "\"" }
      let before = try child.peakKilobytes()
      var readers: [RawClient] = []
      for _ in 0..<20 {
        let reader = try RawClient(port: child.port, receiveBufferBytes: 4_096)
        try reader.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
        let first = try await onThread {
          var byte: UInt8 = 0
          return recv(reader.descriptor, &byte, 1, 0)
        }
        #expect(first == 1)
        readers.append(reader)
      }
      let grown = try child.peakKilobytes() - before
      #expect(grown < 20_000, "20 readers of 30 MB cost \(grown) kB")
      for reader in readers { reader.close() }
    }

    private func makeSession(_ port: Int) async throws -> String {
      let text = try await send(
        "POST \(Paths.session) HTTP/1.1\r\nHost: x\r\n\(Self.bearer)Connection: close\r\n"
          + "Content-Length: 2\r\n\r\n{}", [], times: 0, to: port)
      let start = try #require(text.range(of: #""session_id":""#), "\(text)")
      return String(text[start.upperBound...].prefix { $0.isNumber })
    }

    /// Both ends of each connection are limited by `RLIMIT_NOFILE`, which is raised as far as it
    /// may be.
    @Test func `10,000 idle connections cost little, and the next one is served`() async throws {
      let count = min(10_000, Descriptors.raise() - 500)
      print("idle connections: \(count)")
      let child = try SimulatorChild(descriptors: count + 400)
      let before = try child.peakKilobytes()
      try await onThread {
        var idle: [RawClient] = []
        for _ in 0..<count { idle.append(try RawClient(port: child.port)) }
        let last = try RawClient(port: child.port)
        try last.send("GET /__sim/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        var buffer = [UInt8](repeating: 0, count: 15)
        #expect(recv(last.descriptor, &buffer, 15, Int32(MSG_WAITALL)) == 15)
        #expect(buffer == Array("HTTP/1.1 200 OK".utf8))
        let grown = try child.peakKilobytes() - before
        #expect(grown < count * 32, "\(count) connections cost \(grown) kB")
      }
    }

    @Test func `a server without descriptors takes up again when there are some`() async throws {
      let child = try SimulatorChild(descriptors: 64)
      var idle: [RawClient] = []
      for _ in 0..<100 { idle.append(try RawClient(port: child.port)) }
      for client in idle { client.close() }
      for _ in 0..<10 {
        let text = try await send(
          "GET /__sim/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", [], times: 0,
          to: child.port)
        #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      }
    }
  }

  enum Descriptors {
    /// Raises how many descriptors this process may have as far as it may; returns how many.
    static func raise() -> Int {
      var limit = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      limit.rlim_cur = limit.rlim_max
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      return Int(min(limit.rlim_cur, 1 << 20))
    }
  }
#endif
