import NemoTime

@testable import NemoCassette

/// One recorded request and its answer, as short as a test wants to write it.
struct Recorded {
  var method: String
  /// A path below the backend, or a whole URL.
  var url: String
  var body = ""
  var answer = ""

  init(_ method: String, _ url: String, _ body: String = "", answer: String = "") {
    self.method = method
    self.url = url
    self.body = body
    self.answer = answer
  }

  func exchange(_ id: String, backend: String) -> Exchange {
    let bytes = Array(answer.utf8)
    let headers = [
      HeaderPair("Content-Type", "application/json"),
      HeaderPair("Content-Length", String(bytes.count)),
    ]
    return Exchange(
      id: id,
      request: .init(
        method: method, url: url.hasPrefix("/") ? backend + url : url,
        body: .bytes(Array(body.utf8))),
      response: .init(
        status: 200, headers: headers, body: .bytes(bytes),
        cuts: bytes.isEmpty ? [] : [.init(length: bytes.count, at: .zero)]),
      end: ExchangeEnd(.closed))
  }
}

extension Tape {
  /// Exchanges `x-1`, `x-2`, ….
  static func of(_ recorded: [Recorded], backend: String = backend) -> Tape {
    let header = Tape.Header(
      origin: .handwritten, backend: backend, recorded: .init(sinceEpoch: .zero))
    return Tape(
      header: header,
      exchanges: recorded.enumerated().map {
        $0.element.exchange("x-\($0.offset + 1)", backend: backend)
      })
  }
}

extension Matcher {
  /// What is answered; nil for a miss.
  mutating func answer(
    _ method: String, _ url: String, _ body: String = "", headers: [HeaderPair] = []
  ) -> String? {
    let request = Exchange.Request(
      method: method, url: url.hasPrefix("/") ? backend + url : url, headers: headers,
      body: .bytes(Array(body.utf8)))
    guard let match = try? match(request), let response = match.exchange.response,
      case .bytes(let bytes) = match.substitution.apply(to: response).body
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  init(_ recorded: [Recorded]) { self.init(TapeIndex(Tape.of(recorded)), name: "quick") }
}
