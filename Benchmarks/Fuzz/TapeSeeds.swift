import NemoCassette
import NemoTime

/// Tapes with everything that a tape may hold.
enum TapeSeeds {
  static let backend = "https://api.example"

  static let all: [Tape] = [journey, odd, empty]

  private static func header(_ note: String) -> Tape.Header {
    .init(
      origin: .handwritten, backend: backend,
      recorded: WallTime(millisecondsSinceEpoch: 1_795_168_800_000), note: note)
  }

  private static let empty = Tape(header: header(""), exchanges: [])

  private static let journey = Tape(
    header: header("a journey"),
    exchanges: [
      exchange(
        "sign_in-1", "POST", "/api/auth/anonymous-token", json: "", #"{"code":0,"data":{}}"#),
      Exchange(
        id: "run_sse-1",
        request: .init(
          method: "POST", url: backend + "/run_sse",
          headers: [HeaderPair("Content-Type", "application/json")],
          body: .bytes(Array(#"{"new_message":{"parts":[{"text":"cut it"}]}}"#.utf8)),
          at: .milliseconds(5)),
        response: .init(
          status: 200, headers: [HeaderPair("Content-Type", "text/event-stream")],
          body: .bytes(Array("data: {\"type\":\"text\"}\n\n: ping\n\ndata: \u{526a}\n\n".utf8)),
          at: .milliseconds(2),
          cuts: [
            .init(length: 10, at: .milliseconds(3)), .init(length: 34, at: .milliseconds(4)),
          ]), end: ExchangeEnd(.reset, detail: "by the peer", at: .milliseconds(9))),
      exchange(
        "render-1", "POST", "/api/render/proxy/lambda", json: #"{"id":"render_171"}"#,
        #"{"code":0}"#),
      exchange(
        "poll-1", "GET", "/api/render/proxy/lambda/render_171", json: "", #"{"id":"render_171"}"#),
      exchange(
        "poll-2", "GET", "/api/render/proxy/lambda/render_171?a=1&b=2", json: "", "[1, 2]\n"),
    ])

  private static let odd = Tape(
    header: header(""),
    exchanges: [
      Exchange(
        id: "upload-1",
        request: .init(
          method: "POST", url: backend + "/api/upload-video/nemo_agent/me/1",
          body: .form([
            .init(
              name: "file", filename: "a.mp4", contentType: "video/mp4", sizeBytes: 5_000_000,
              sha256: String(repeating: "ab", count: 32))
          ])), response: nil,
        end: ExchangeEnd(.init(rawValue: "unreachable"), sent: .nothing, detail: "errno 111")),
      Exchange(
        id: "download-1", request: .init(method: "GET", url: "https://cdn.example/a.mp4"),
        response: .init(
          status: 206, headers: [HeaderPair("Content-Length", "70000")],
          body: .omitted(sha256: String(repeating: "cd", count: 32), sizeBytes: 70_000),
          at: .seconds(1), cuts: [.init(length: 70_000, at: .seconds(2))]),
        end: ExchangeEnd(.cancelled, at: .seconds(3))),
      Exchange(
        id: "bytes-1", request: .init(method: "GET", url: backend + "/b"),
        response: .init(
          status: 200, headers: [HeaderPair("Content-Type", "image/png")],
          body: .bytes((0..<6_000).map { UInt8(truncatingIfNeeded: $0 * 31) }),
          cuts: [.init(length: 6_000, at: .zero)]), end: ExchangeEnd(.closed)),
      Exchange(
        id: "small-1", request: .init(method: "PUT", url: backend + "/s", body: .bytes([0xff, 0])),
        response: .init(
          status: 500, body: .bytes([0xc3, 0x28]), cuts: [.init(length: 2, at: .zero)]),
        end: ExchangeEnd(.unfinished)),
    ])

  private static func exchange(
    _ id: String, _ method: String, _ path: String, json: String, _ answer: String
  ) -> Exchange {
    Exchange(
      id: id, request: .init(method: method, url: backend + path, body: .bytes(Array(json.utf8))),
      response: .init(
        status: 200, headers: [HeaderPair("Content-Type", "application/json")],
        body: .bytes(Array(answer.utf8)), at: .milliseconds(1),
        cuts: [.init(length: answer.utf8.count, at: .milliseconds(2))]),
      end: ExchangeEnd(.closed, at: .milliseconds(2)))
  }
}
