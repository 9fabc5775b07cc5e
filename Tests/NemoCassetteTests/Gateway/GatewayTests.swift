import HTTPTypes
import NemoCassette
import NemoHTTP
import NemoTime
import Testing

/// What is asked of the other side, and what the client gets.
@Suite struct GatewayTests {
  // MARK: Where requests go

  @Test func `a request goes to the upstream with its path, query, fields and body`() async throws {
    let other = OtherSide()
    let gateway = try other.gateway()
    _ = try await gateway.ask(
      .put, "/api/x?a=1&next=http%3A%2F%2F127.0.0.1%3A4321%2Fb",
      [.authorization: "Bearer nmv_usr_x", .contentType: "video/mp4", .userAgent: "me"],
      HTTPBody("bytes http://127.0.0.1:4321/"))
    let seen = try #require(other.seen.first)
    #expect(seen.url == "https://api.test/api/x?a=1&next=https%3A%2F%2Fapi.test%2Fb")
    #expect(
      seen.fields == [
        "authorization: Bearer nmv_usr_x", "content-type: video/mp4", "user-agent: me",
        "accept-encoding: identity",
      ])
    #expect(seen.body == "bytes http://127.0.0.1:4321/")
    #expect(seen.length == 28)
  }

  @Test func `a request that may not run twice goes on a connection of its own`() async throws {
    let other = OtherSide()
    let gateway = try other.gateway()
    for method in [HTTPRequest.Method.get, .head, .options, .post, .put, .delete, .patch] {
      _ = try await gateway.ask(method, "/")
    }
    #expect(
      other.seen.map { $0.connection } == [
        .reusable, .reusable, .reusable, .fresh, .fresh, .fresh, .fresh,
      ])
  }

  @Test func `fields about the connection are not passed on, either way`() async throws {
    let other = OtherSide {
      _ in .text("x", ["Connection": "X-Hop", "X-Hop": "1", "Keep-Alive": "5", "ETag": "e"])
    }
    let gateway = try other.gateway()
    let answer = try await gateway.ask(
      .get, "/",
      [
        .connection: "close, X-Mine", .init("X-Mine")!: "1", .te: "trailers", .upgrade: "h2c",
        .init("Proxy-Authorization")!: "Basic x", .accept: "*/*",
      ])
    #expect(other.seen.first?.fields == ["accept: */*", "accept-encoding: identity"])
    #expect(answer.head.headerFields.map { $0.name.rawName } == ["ETag"])
  }

  @Test func `a URL of the gateway in a text body is the true one for the other side`()
    async throws
  {
    let other = OtherSide { _ in .json(#"{"u":"https://cdn.test/a"}"#) }
    let gateway = try other.gateway()
    _ = try await gateway.ask(
      .post, "/run_sse", [.contentType: "application/json", .contentLength: "75"],
      HTTPBody(#"{"m":"http://127.0.0.1:4321/__host/https/cdn.test/a http://127.0.0.1:4321/b"}"#))
    let seen = try #require(other.seen.first)
    #expect(seen.body == #"{"m":"https://cdn.test/a https://api.test/b"}"#)
    #expect(seen.length == 45)
    #expect(!seen.fields.contains { $0.hasPrefix("content-length") })
  }

  @Test func `a large text body passes as it comes, translated all the same`() async throws {
    let other = OtherSide()
    let gateway = try other.gateway()
    let filler = String(repeating: " ", count: 700_000)
    let pieces = [filler, filler + "http://127.0.0.1:43", "21/a", filler]
    let left = Locked(pieces)
    let body = HTTPBody(length: nil) {
      left.withLock { $0.isEmpty ? nil : BodyChunk(Array($0.removeFirst().utf8)) }
    }
    _ = try await gateway.ask(.post, "/", [.contentType: "application/json"], body)
    let seen = try #require(other.seen.first)
    #expect(seen.length == nil)
    #expect(seen.body == filler + filler + "https://api.test/a" + filler)
  }

  // MARK: Other hosts

  @Test func `a host that no answer has named is refused with a sentence`() async throws {
    let other = OtherSide { _ in .json(#"{"u":"https://cdn.test/a"}"#) }
    let gateway = try other.gateway()
    for path in [
      "/__host/https/cdn.test/a", "/__host/", "/__host/ftp/cdn.test/a", "/__host/https//a",
      "/__host/https/user@cdn.test/a", "/__host/https",
    ] {
      let refused = try await gateway.ask(.get, path)
      #expect(refused.head.status.code == 403, "\(path)")
      let text = try await refused.body.text
      #expect(text.hasPrefix(#"{"error":"No answer has named this host"#))
    }
    #expect(other.seen.isEmpty)

    let answer = try await gateway.ask(.get, "/")
    #expect(
      try await answer.body.text == #"{"u":"http://127.0.0.1:4321/__host/https/cdn.test/a"}"#)
    #expect(try await gateway.ask(.get, "/__host/https/cdn.test/a").head.status == .ok)
    #expect(try await gateway.ask(.get, "/__host/https/cdn.test:444/").head.status.code == 403)
    #expect(try await gateway.ask(.get, "/__host/http/cdn.test/").head.status.code == 403)
    #expect(other.seen.map { $0.url } == ["https://api.test/", "https://cdn.test/a"])
  }

  @Test func `in front of a tape any host is looked for`() async throws {
    let other = OtherSide()
    let gateway = try other.gateway(.replaying)
    _ = try await gateway.ask(.get, "/__host/http/cdn.test%3A81?x=1")
    #expect(other.seen.map { $0.url } == ["http://cdn.test:81/?x=1"])
  }

  @Test func `who the client is goes to the upstream and to no other host`() async throws {
    let other = OtherSide { _ in .json(#"["https://cdn.test/","https://API.test:443/"]"#) }
    let gateway = try other.gateway()
    let fields: HTTPFields = [
      .authorization: "Bearer nmv_usr_x", .cookie: "a=b", .init("X-Client-Id")!: "c",
      .range: "bytes=0-9",
    ]
    _ = try await gateway.ask(.get, "/", fields).body.text
    _ = try await gateway.ask(.get, "/__host/https/cdn.test/", fields)
    _ = try await gateway.ask(.get, "/__host/https/API.test:443/a", fields)
    #expect(other.seen.map { $0.url }.last == "https://API.test:443/a")
    #expect(
      other.seen.map { $0.fields.count } == [5, 2, 5])
    #expect(other.seen[1].fields == ["range: bytes=0-9", "accept-encoding: identity"])
  }

  @Test(arguments: ["evil.test", "evil.test:4321", "10.0.0.1:4321", "127.0.0.1.evil.test", ""])
  func `a name that is not this machine's is not answered`(host: String) async throws {
    let other = OtherSide()
    let answer = try await other.gateway().ask(.get, "/", authority: host)
    #expect(answer.head.status.code == 421)
    #expect(other.seen.isEmpty)
  }

  @Test(arguments: ["127.0.0.1:4321", "localhost:4321", "localhost", "[::1]:4321"])
  func `a client gets URLs at the name that it uses`(host: String) async throws {
    let other = OtherSide { _ in .json(#""https://api.test/a""#) }
    let answer = try await other.gateway().ask(.get, "/", authority: host)
    #expect(try await answer.body.text == "\"http://\(host)/a\"")
  }

  // MARK: Answers

  @Test(arguments: [
    ("https://api.test/b", "http://127.0.0.1:4321/b"), ("/b", "/b"), ("b", "b"),
    ("https://cdn.test/b", "http://127.0.0.1:4321/__host/https/cdn.test/b"),
    ("//cdn.test/b", "http://127.0.0.1:4321/__host/https/cdn.test/b"),
  ])
  func `a redirect is passed on, not followed`(location: String, expected: String) async throws {
    let other = OtherSide { _ in .text("", status: 302, ["Location": location]) }
    let answer = try await other.gateway().ask(.get, "/a")
    #expect(answer.head.status.code == 302)
    #expect(answer.head.headerFields[.location] == expected)
    #expect(other.seen.count == 1)
  }

  @Test func `a redirect of another host stays at that host`() async throws {
    let other = OtherSide { _ in .text("", status: 307, ["Location": "/b?c"]) }
    let answer = try await other.gateway(.replaying).ask(.get, "/__host/http/cdn.test:81/a")
    #expect(
      answer.head.headerFields[.location] == "http://127.0.0.1:4321/__host/http/cdn.test:81/b?c")
  }

  @Test func `a body that may hold URLs tells no length that is wrong`() async throws {
    let other = OtherSide { _ in
      .json(
        #"{"u":"https://api.test/"}"#, ["Content-Length": "25", "Content-MD5": "x", "ETag": "e"])
    }
    let gateway = try other.gateway()
    let answer = try await gateway.ask(.get, "/")
    #expect(answer.body.length == nil)
    #expect(answer.head.headerFields.map { $0.name.rawName } == ["Content-Type", "ETag"])
    let head = try await gateway.ask(.head, "/")
    #expect(head.head.headerFields.map { $0.name.rawName } == ["Content-Type", "ETag"])
  }

  static let untouched: [[String: String]] = [
    ["Content-Type": "video/mp4"], ["Content-Type": "application/octet-stream"], [:],
    ["Content-Type": "application/json", "Content-Encoding": "gzip"],
    ["Content-Type": "text/plain", "Content-Range": "bytes 0-9/100"],
  ]

  @Test(arguments: untouched)
  func `what may hold no URLs passes untouched, its length too`(fields: [String: String])
    async throws
  {
    let fields = fields.merging(["Content-Length": "18"]) { $1 }
    let other = OtherSide { _ in .text("https://api.test/x", fields) }
    let gateway = try other.gateway()
    let answer = try await gateway.ask(.get, "/")
    #expect(answer.body.length == 18)
    #expect(answer.head.headerFields[.contentLength] == "18")
    #expect(try await answer.body.text == "https://api.test/x")
    let head = try await gateway.ask(.head, "/")
    #expect(head.head.headerFields[.contentLength] == "18")
  }

  @Test func `a stream that breaks gives what came, and then its failure`() async throws {
    let failure = TransportFailure(.reset, sent: .complete, receivedBytes: 9)
    let other = OtherSide { _ in .stream(["data: a", " h"], failure) }
    let answer = try await other.gateway().ask(.get, "/")
    var iterator = answer.body.makeAsyncIterator()
    var text = ""
    do {
      while let chunk = try await iterator.next() {
        text += String(decoding: chunk.bytes, as: UTF8.self)
      }
      Issue.record("the failure is lost")
    } catch let error as TransportFailure {
      #expect(error == failure)
    }
    #expect(text == "data: a h")
  }

  @Test func `an event is passed on before the next one is asked for`() async throws {
    let pulled = Locked(0)
    let other = OtherSide { _ in
      .stream(["data: https://api.test/1\n\n", "data: 2\n\n", "data: 3\n\nda"]) {
        pulled.withLock { $0 += 1 }
      }
    }
    let answer = try await other.gateway().ask(.get, "/")
    var iterator = answer.body.makeAsyncIterator()
    var seen: [String] = []
    while let chunk = try await iterator.next() {
      seen.append("\(pulled.withLock { $0 }) \(String(decoding: chunk.bytes, as: UTF8.self))")
    }
    #expect(
      seen == ["1 data: http://127.0.0.1:4321/1\n\n", "2 data: 2\n\n", "3 data: 3\n\nda"])
  }

  // MARK: Around it

  @Test func `an upstream with a path leaves that path to the client`() async throws {
    #expect(
      Gateway.clientURL(at: "http://127.0.0.1:4321", for: "https://api.test/v1/")
        == "http://127.0.0.1:4321/v1")
    #expect(
      Gateway.clientURL(at: "http://127.0.0.1:4321", for: "https://api.test")
        == "http://127.0.0.1:4321")
  }

  @Test(arguments: ["", "api.test", "ftp://api.test", "http://", "https://user@api.test"])
  func `what is no address is refused`(upstream: String) {
    #expect {
      try Gateway(to: OtherSide(), upstream: upstream, for: .recording)
    } throws: { ($0 as? CassetteError)?.code == .badAddress }
  }

  @Test(arguments: [(CassetteError.Code.missing, 501), (.doubleRun, 501), (.unreadable, 500)])
  func `a miss is an answer that says so`(code: CassetteError.Code, status: Int) async throws {
    let other = OtherSide { _ in throw CassetteError(code, "There is no \"x\".") }
    let told = Locked<[CassetteError.Code]>([])
    let answers = MissAnswers(to: other) { error in told.withLock { $0.append(error.code) } }
    let answer = try await answers.ask(.get, "/")
    #expect(answer.head.status.code == status)
    #expect(
      try await answer.body.text
        == #"{"error":"There is no \"x\".","code":"\#(code.rawValue)"}"#)
    #expect(told.withLock { $0 } == [code])
  }
}
