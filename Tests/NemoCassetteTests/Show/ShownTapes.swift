import NemoHTTP
import NemoTime

@testable import NemoCassette

/// Small tapes for showing and comparing.
enum ShownTapes {
  static func tape(_ exchanges: [Exchange], backend address: String = backend) -> Tape {
    Tape(
      header: .init(
        origin: .simulator, backend: address,
        recorded: WallTime(millisecondsSinceEpoch: 1_795_428_000_000)),
      exchanges: exchanges)
  }

  static func exchange(
    _ id: String, _ path: String, status: Int = 200, answer: String = #"{"code":0}"#,
    at: Duration = .zero, took: Duration = .zero, end: ExchangeEnd.Kind = .closed,
    backend address: String = backend
  ) -> Exchange {
    exchange(
      id, "GET", path, status: status, answer: answer, at: at, took: took, end: end,
      backend: address)
  }

  static func exchange(
    _ id: String, _ method: String, _ path: String, body: String = "",
    status: Int = 200, answer: String = #"{"code":0}"#, type: String = "application/json",
    at: Duration = .zero, took: Duration = .zero, end: ExchangeEnd.Kind = .closed,
    backend address: String = backend
  ) -> Exchange {
    let bytes = Array(answer.utf8)
    return Exchange(
      id: id,
      request: .init(method: method, url: address + path, body: .bytes(Array(body.utf8)), at: at),
      response: .init(
        status: status, headers: [HeaderPair("Content-Type", type)], body: .bytes(bytes),
        cuts: bytes.isEmpty ? [] : [.init(length: bytes.count, at: took)]),
      end: ExchangeEnd(end, at: took))
  }

  static func stream(_ id: String, _ events: [String], message: String = "crop") -> Exchange {
    exchange(
      id, "POST", "/run_sse", body: #"{"text":"\#(message)"}"#,
      answer: events.map { "data: \($0)\n\n" }.joined(), type: "text/event-stream")
  }
}
