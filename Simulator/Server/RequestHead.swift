import HTTPTypes
import NIOHTTP1

/// A request's head as the wire has it, read as a transport wants it.
struct RequestHead {
  let request: HTTPRequest
  /// The announced length of the body; 0 without a body, nil for chunked bodies.
  let length: Int?
  let expectsContinue: Bool
  /// Whether the client may send another request on the same connection.
  let keepsAlive: Bool
  /// Whether the client understands chunked responses (HTTP/1.1).
  let takesChunks: Bool

  /// - Throws: ``Refusal`` when the head makes no request.
  init(_ head: HTTPRequestHead, isSecure: Bool) throws(Refusal) {
    guard head.version.major == 1 else { throw .version }
    // RFC 9110 section 9.3.6: this is no proxy.
    guard head.method != .CONNECT else { throw .connect }
    guard let method = HTTPRequest.Method(rawValue: head.method.rawValue) else {
      throw .malformed("the method is not a token")
    }
    // RFC 9112 section 6.1
    let codings = head.headers[canonicalForm: "transfer-encoding"].map { $0.lowercased() }
    guard codings.isEmpty || codings == ["chunked"] else { throw .coding }
    let (target, authority) = Self.target(head)
    takesChunks = head.version.minor >= 1
    // RFC 9112 section 3.2
    guard let authority = authority ?? (takesChunks ? nil : "localhost") else {
      throw .malformed("an HTTP/1.1 request needs a Host field")
    }
    guard head.headers[canonicalForm: "host"].count <= 1 else {
      throw .malformed("it has more than one Host")
    }
    request = HTTPRequest(
      method: method, scheme: isSecure ? "https" : "http", authority: authority, path: target,
      headerFields: Self.endToEnd(head.headers))
    length = Self.length(head.headers)
    expectsContinue =
      takesChunks
      && head.headers[canonicalForm: "expect"].contains { $0.lowercased() == "100-continue" }
    // The parser stops at an upgrade, which is declined: nothing can follow it.
    keepsAlive = takesChunks && head.isKeepAlive && !head.headers.contains(name: "upgrade")
  }

  /// The target in origin form. The absolute form carries its own authority, which overrules the
  /// Host field (RFC 9112 section 3.2.2).
  private static func target(_ head: HTTPRequestHead) -> (path: String, authority: String?) {
    let host = head.headers.first(name: "host")
    if head.uri.utf8.first == UInt8(ascii: "/") { return (head.uri, host) }
    for scheme in ["http://", "https://"] where head.uri.hasPrefix(scheme) {
      let rest = head.uri.dropFirst(scheme.count)
      let authority = rest.prefix { $0 != "/" && $0 != "?" }
      let path = rest.dropFirst(authority.count)
      return (path.hasPrefix("/") ? String(path) : "/" + path, String(authority))
    }
    return (head.uri, host)
  }

  private static func length(_ headers: HTTPHeaders) -> Int? {
    if headers.contains(name: "transfer-encoding") { return nil }
    return headers.first(name: "content-length").flatMap { Int($0) } ?? 0
  }

  private static func endToEnd(_ headers: HTTPHeaders) -> HTTPFields {
    let connection = headers[canonicalForm: "connection"].map { $0.lowercased() }
    var fields = HTTPFields()
    for (name, value) in headers {
      guard let name = HTTPField.Name(name), !HopByHop.contains(name.canonicalName),
        !requestOnly.contains(name.canonicalName),
        !connection.contains(name.canonicalName)
      else { continue }
      fields.append(HTTPField(name: name, value: value))
    }
    return fields
  }

  /// What the server itself answers or says elsewhere: Host is the request's authority.
  private static let requestOnly = ["host", "expect"]
}

/// Fields that are about one connection and not about the message, RFC 9110 section 7.6.1.
enum HopByHop {
  private static let names = [
    "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding",
    "upgrade",
  ]

  static func contains(_ canonicalName: String) -> Bool { names.contains(canonicalName) }
}
