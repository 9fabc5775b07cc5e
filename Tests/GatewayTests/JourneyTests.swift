import HTTPTypes
import LoopbackServer
import NemoCassette
import NemoHTTP
import NemoTime
import RawSockets
import Testing

/// A client, the proxy, a backend and a second host, over sockets; then the replay server.
@Suite(.timeLimit(.minutes(5))) struct JourneyTests {
  private static let video = (0..<30_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
  private static let token = "nmv_usr_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde"

  /// The second host: files, in ranges, and no token.
  private static func files(_ heads: Locked<[HTTPRequest]>) -> Script {
    Script { request in
      heads.withLock { $0.append(request.head) }
      guard request.head.headerFields[.range] == nil else {
        return TransportResponse(
          head: HTTPResponse(
            status: .partialContent,
            headerFields: [.contentType: "video/mp4", .contentRange: "bytes 0-99/30000"]),
          body: HTTPBody(Array(video.prefix(100))))
      }
      return .bytes(video, "video/mp4")
    }
  }

  private static func backend(_ files: String, _ bodies: Locked<[String]>) -> Script {
    Script { request in
      let body = try await request.body.collect(upTo: 1 << 20)
      bodies.withLock { $0.append(String(decoding: body, as: UTF8.self)) }
      let own = "http://\(request.head.authority ?? "")"
      switch request.head.path {
      case "/api/auth/anonymous-token": return .json(#"{"data":{"token":"\#(token)"}}"#)
      case "/run_sse":
        return .events([
          "data: {\"text\":\"see ", "\(own)/mid\"}\n\nda", "ta: {\"url\":\"\(files.prefix(9))",
          "\(files.dropFirst(9))/out.mp4?v=1\"}\n\n",
        ])
      case "/moved":
        return TransportResponse(
          head: HTTPResponse(status: .found, headerFields: [.location: "\(files)/b"]), body: .empty)
      default: return .json(#"{"error":"no such thing"}"#, status: 404)
      }
    }
  }

  private static func walk(_ base: String) async throws -> [Client.Answer] {
    let client = Client()
    let fields: HTTPFields = [
      .authorization: "Bearer \(token)", .contentType: "application/json",
    ]
    var answers = [
      try await client.ask(.post, base + "/api/auth/anonymous-token")
    ]
    let stream = try await client.ask(
      .post, base + "/run_sse", fields, #"{"src":"\#(base)/mid and \#(base)/__host/http/x.test/y"}"#
    )
    answers.append(stream)
    let url = try #require(stream.body.split(separator: "\"").last { $0.hasPrefix("http") })
    answers.append(try await client.ask(.get, String(url), fields))
    answers.append(
      try await client.ask(.get, String(url), [.range: "bytes=0-99", .authorization: "x"]))
    answers.append(try await client.ask(.get, base + "/moved"))
    answers.append(try await client.ask(.get, base + "/nothing", fields))
    return answers
  }

  @Test func `what a client saw through the proxy it sees again from the tape`() async throws {
    let heads = Locked<[HTTPRequest]>([])
    let bodies = Locked<[String]>([])
    let deck = Deck()
    try await LoopbackServer.run(Self.files(heads)) { files in
      try await LoopbackServer.run(Self.backend(files.url, bodies)) { backend in
        let live = Locked<[Client.Answer]>([])
        let port = Locked(0)
        let tape = try await deck.record(upstream: backend.url) { proxy in
          port.withLock { $0 = proxy.port }
          let answers = try await Self.walk(proxy.url)
          live.withLock { $0 = answers }
        }
        let seen = live.withLock { $0 }
        let own = "http://127.0.0.1:\(port.withLock { $0 })"
        let host = "/__host/http/127.0.0.1:\(files.port)/out.mp4?v=1"
        #expect(seen.map { $0.status } == [200, 200, 200, 206, 302, 404])
        #expect(
          seen[1].body
            == "data: {\"text\":\"see \(own)/mid\"}\n\ndata: {\"url\":\"\(own)\(host)\"}\n\n")
        #expect(Array(seen[2].body.utf8) == Array(String(decoding: Self.video, as: UTF8.self).utf8))

        // The other side, and the tape, know nothing of the proxy.
        #expect(
          bodies.withLock { $0 }.contains(#"{"src":"\#(backend.url)/mid and http://x.test/y"}"#))
        #expect(heads.withLock { $0 }.allSatisfy { $0.headerFields[.authorization] == nil })
        #expect(heads.withLock { $0.last?.headerFields[.range] } == "bytes=0-99")
        #expect(
          tape.exchanges.map { $0.request.url } == [
            backend.url + "/api/auth/anonymous-token", backend.url + "/run_sse",
            files.url + "/out.mp4?v=1", files.url + "/out.mp4?v=1", backend.url + "/moved",
            backend.url + "/nothing",
          ])
        #expect(tape.exchanges[4].response?.header("location") == files.url + "/b")

        let replayed = Locked<[Client.Answer]>([])
        let unused = try await deck.play { server in
          let answers = try await Self.walk(server.url)
          replayed.withLock { $0 = answers.map { $0.replacing(server.url, with: own) } }
        }
        #expect(unused == [])
        let again = replayed.withLock { $0 }
        #expect(again.dropFirst() == seen.dropFirst())
        #expect(again[0].status == 200)
        #expect(!again[0].body.contains(Self.token))
        #expect(again[0].body.utf8.count == seen[0].body.utf8.count)
      }
    }
  }

  @Test func `a large upload arrives whole, with its length`() async throws {
    let lengths = Locked<[String?]>([])
    let sizes = Locked<[Int]>([])
    let backend = Script { request in
      let length = request.head.headerFields[.contentLength]
      var size = 0
      for try await chunk in request.body { size += chunk.bytes.count }
      lengths.withLock { $0.append(length) }
      sizes.withLock { [size] in $0.append(size) }
      return .json("{}")
    }
    try await LoopbackServer.run(backend) { backend in
      _ = try await Deck().record(upstream: backend.url) { proxy in
        let client = Client()
        let body = String(repeating: "0123456789", count: 100_000)
        _ = try await client.ask(.put, proxy.url + "/u", [.contentType: "video/mp4"], body)
        _ = try await client.ask(
          .post, proxy.url + "/u", [.contentType: "application/json"], "[\"\(proxy.url)/\"]")
      }
      #expect(sizes.withLock { $0 } == [1_000_000, backend.url.utf8.count + 5])
      #expect(lengths.withLock { $0 } == ["1000000", String(backend.url.utf8.count + 5)])
    }
  }

  @Test func `an upstream that is not there is a 502, live and replayed`() async throws {
    let deck = Deck()
    // Nobody listens on a privileged port in a test; a port that was free a moment ago may be taken.
    let closed = "http://127.0.0.1:1"
    let statuses = Locked<[Int]>([])
    let ask: @Sendable (RunningServer) async throws -> Void = { server in
      let answer = try await Client().ask(.get, server.url + "/x")
      statuses.withLock { $0.append(answer.status) }
    }
    _ = try await deck.record(upstream: closed, ask)
    _ = try await deck.play(ask)
    #expect(statuses.withLock { $0 } == [502, 502])
  }

  @Test func `a request that the tape does not have gets a sentence, and the rest stays`()
    async throws
  {
    let deck = Deck()
    try await LoopbackServer.run(Script { _ in .json("{}") }) { backend in
      _ = try await deck.record(upstream: backend.url) { proxy in
        _ = try await Client().ask(.get, proxy.url + "/a")
      }
    }
    let unused = try await deck.play { server in
      let answer = try await Client().ask(.get, server.url + "/b")
      #expect(answer.status == 501)
      #expect(answer.body.contains("has no answer to GET /b"))
      #expect(answer.body.hasSuffix(#","code":"missing"}"#))
    }
    #expect(unused.count == 1 && unused.allSatisfy { $0.hasPrefix("a-") })
  }
}
