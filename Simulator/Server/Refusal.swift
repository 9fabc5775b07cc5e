import NIOCore
import NIOHTTP1

/// What the server answers by itself, without asking the transport; the connection then closes.
struct Refusal: Error {
  let status: Int
  let reason: String
  let sentence: String

  private init(_ status: Int, _ reason: String, _ sentence: String) {
    self.status = status
    self.reason = reason
    self.sentence = sentence
  }

  init(_ error: HTTPParserError) {
    self = error == .headerOverflow ? .headerTooLarge : .malformed("it is not HTTP: \(error)")
  }

  static let headOverdue = Refusal(
    408, "Request Timeout", "The request's head took too long; send it at once.")
  static let headerTooLarge = Refusal(
    431, "Request Header Fields Too Large", "The request's header is too large; send fewer fields.")
  static let tooManyConnections = Refusal(
    503, "Service Unavailable", "Too many connections are open; close some and try again.")
  static let version = Refusal(
    505, "HTTP Version Not Supported", "Only HTTP/1.0 and HTTP/1.1 are spoken here.")
  static let connect = Refusal(
    501, "Not Implemented", "This server opens no tunnels; send the request to it directly.")

  static let coding = Refusal(
    501, "Not Implemented", "Of the transfer codings only chunked is understood here.")

  static func malformed(_ why: String) -> Refusal {
    Refusal(400, "Bad Request", "The request could not be understood: \(why).")
  }

  static func badGateway(_ why: String) -> Refusal {
    Refusal(502, "Bad Gateway", "What answers behind this server failed: \(why).")
  }

  /// The whole response on the wire, with the sentence in `{"error": …}`.
  var bytes: ByteBuffer {
    let body = #"{"error":"\#(sentence.jsonEscaped)"}"#
    return ByteBuffer(
      string: "HTTP/1.1 \(status) \(reason)\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
  }
}

extension String {
  /// RFC 8259 section 7.
  fileprivate var jsonEscaped: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{0}"..."\u{1f}": text += " "
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
