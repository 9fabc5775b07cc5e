import HTTPTypes
import NemoHTTP
import Testing

@testable import NemoClient

/// How one request of a journey fails.
struct WayToFail: Sendable, CustomTestStringConvertible {
  enum Effect: Sendable {
    /// The exchange breaks.
    case lost(TransportFailure)
    /// Nothing ever comes.
    case silence
    /// Somebody in between, or the backend, answers with this.
    case answered(ScriptedBackend.Reply)
    /// The backend's own answer comes in another form.
    case changed(@Sendable (ScriptedBackend.Reply) -> ScriptedBackend.Reply)
  }

  var name: String
  /// Whether the backend has the request, and acts on it.
  var arrives: Bool
  var effect: Effect
  /// Whether it says that there are too many requests.
  var isRateLimit = false

  /// Whether it says that the token is not good.
  var isRejection: Bool { name.hasPrefix("HTTP 401") || name == "code 1001" }

  var testDescription: String { name + (arrives ? ", and it arrived" : "") }

  init(_ name: String, arrives: Bool, _ effect: Effect) {
    (self.name, self.arrives, self.effect) = (name, arrives, effect)
  }

  static let all: [WayToFail] = wire + statuses + codes + bodies + fields
}

extension WayToFail {
  private static let wire: [WayToFail] = [
    WayToFail("refused", arrives: false, .lost(TransportFailure(.unreachable, sent: .nothing))),
    WayToFail("reset before", arrives: false, .lost(TransportFailure(.reset, sent: .possibly))),
    WayToFail("reset after", arrives: true, .lost(TransportFailure(.reset, sent: .possibly))),
    WayToFail("empty reply", arrives: true, .lost(TransportFailure(.noResponse, sent: .possibly))),
    WayToFail("garbage", arrives: true, .lost(TransportFailure(.malformed, sent: .complete))),
    WayToFail("garbage", arrives: false, .lost(TransportFailure(.malformed, sent: .complete))),
    WayToFail("bad gzip", arrives: true, .lost(TransportFailure(.undecodable, sent: .complete))),
    WayToFail("untrusted", arrives: false, .lost(TransportFailure(.insecure, sent: .nothing))),
    WayToFail("idle", arrives: false, .silence), WayToFail("idle", arrives: true, .silence),
  ]

  /// A server that repeats what it was sent. No text of the client may.
  private static let echo = "the token nmv_usr_TOKEN1 of anon_0000000000000001"

  private static let html = "<html><body>Sorry, \(echo)</body></html>"

  /// What refuses does so before it acts; what is out of order may have acted.
  private static let statuses: [WayToFail] = [401, 402, 404, 413, 415, 429, 500, 502, 503, 504]
    .flatMap { status in
      (status >= 500 ? [false, true] : [false]).flatMap { arrives in
        [
          ("HTML", ScriptedBackend.Reply.page(html, status: status)),
          ("JSON", .json(#"{"detail":"no, \#(echo)"}"#, status: status)),
        ].map { form, reply in
          var way = WayToFail("HTTP \(status) in \(form)", arrives: arrives, .answered(reply))
          way.isRateLimit = status == 429
          return way
        }
      }
    }

  /// Contract section 6.2, and one that it does not have.
  private static let codes: [WayToFail] = [1001, 1002, 2001, 4001, 4002, 400, 402, 429, 7].map {
    let body = #"{"code":\#($0),"message":"no, \#(echo)"}"#
    var way = WayToFail("code \($0)", arrives: false, .answered(.json(body)))
    way.isRateLimit = $0 == 429
    return way
  }

  private static let bodies: [WayToFail] = [
    WayToFail("a page", arrives: false, .answered(.page(html))),
    WayToFail("a page", arrives: true, .answered(.page(html))),
    WayToFail("nothing in it", arrives: true, .changed { $0.cut(to: 0, .closed) }),
    WayToFail("half of it", arrives: true, .changed { $0.cut(to: 0.5, .closed) }),
    WayToFail(
      "half of it, and then a reset", arrives: true,
      .changed { $0.cut(to: 0.5, .failure(TransportFailure(.reset, sent: .complete))) }),
    WayToFail(
      "all of it, and then a reset", arrives: true,
      .changed { $0.cut(to: 1, .failure(TransportFailure(.reset, sent: .complete))) }),
    WayToFail(
      "half of it, and then silence", arrives: true, .changed { $0.cut(to: 0.5, .never) }),
    WayToFail("as HTML", arrives: true, .changed { $0.typed("text/html") }),
    WayToFail("as JSON", arrives: true, .changed { $0.typed("application/json") }),
    WayToFail("as bytes", arrives: true, .changed { $0.typed("application/octet-stream") }),
    WayToFail("as nothing", arrives: true, .changed { $0.typed(nil) }),
  ]

  private static let fields: [WayToFail] = [
    WayToFail("without its fields", arrives: true, .changed { $0.mapped { _ in nil } }),
    WayToFail("null in all fields", arrives: true, .changed { $0.mapped { _ in .null } }),
    WayToFail("wrong types", arrives: true, .changed { $0.mapped(WayToFail.ofOtherType) }),
  ]

  @Sendable private static func ofOtherType(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .string: .number("7")
    case .number: .string("x")
    case .null, .bool: .array([])
    case .array, .object: .bool(true)
    }
  }
}

extension ScriptedBackend.Reply {
  fileprivate static func page(_ html: String, status: Int = 200) -> Self {
    Self(
      status: status, headers: [.contentType: "text/html"], pieces: [(.zero, Array(html.utf8))])
  }

  /// The first part of the body's bytes, and another end.
  fileprivate func cut(to part: Double, _ end: End) -> Self {
    var cut = self
    var rest = Int(Double(pieces.map(\.bytes.count).reduce(0, +)) * part)
    cut.pieces = pieces.map { piece in
      let bytes = Array(piece.bytes.prefix(rest))
      rest -= bytes.count
      return (piece.pause, bytes)
    }
    cut.end = end
    return cut
  }

  fileprivate func typed(_ type: String?) -> Self {
    var typed = self
    typed.headers[.contentType] = type
    return typed
  }

  /// The same with every leaf of its JSON replaced; nil takes the member away.
  fileprivate func mapped(_ change: (JSONValue) -> JSONValue?) -> Self {
    var mapped = self
    mapped.pieces = pieces.map { piece in
      let prefix = Array("data: ".utf8)
      let isFrame = piece.bytes.starts(with: prefix)
      let json = isFrame ? Array(piece.bytes.dropFirst(prefix.count)) : piece.bytes
      guard let value = try? JSONDocument(json).value else { return piece }
      let text = Array(value.mapped(change).text.utf8)
      return (piece.pause, isFrame ? prefix + text + Array("\n\n".utf8) : text)
    }
    return mapped
  }
}

extension JSONValue {
  /// What is in an object stays one level deep: an envelope is an envelope.
  fileprivate func mapped(_ change: (JSONValue) -> JSONValue?) -> JSONValue {
    guard case .object(let members) = self else { return change(self) ?? .null }
    return .object(
      members.compactMap { member in
        let isInner = member.value.members?.isEmpty == false
        let value = isInner ? member.value.mapped(change) : change(member.value)
        return value.map { Member(member.key, $0) }
      })
  }

  fileprivate var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let text): text
    case .string(let text): "\"\(text)\""
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\"\($0.key)\":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }
}
