import HTTPTypes
import NIOHTTP1

/// A request's head as the wire has it, read as a transport wants it.
///
/// A class, because it is large and goes through tasks that suspend.
final class RequestHead: Sendable {
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
    let fields = SortedFields(head.headers)
    // RFC 9112 section 6.1
    guard fields.codings.isEmpty || fields.codings == ["chunked"] else { throw .coding }
    let (target, authority) = Self.target(head, host: fields.host)
    takesChunks = head.version.minor >= 1
    // RFC 9112 section 3.2
    guard let authority = authority ?? (takesChunks ? nil : "localhost") else {
      throw .malformed("an HTTP/1.1 request needs a Host field")
    }
    guard fields.hostCount <= 1 else { throw .malformed("it has more than one Host") }
    request = HTTPRequest(
      method: method, scheme: isSecure ? "https" : "http", authority: authority, path: target,
      headerFields: fields.endToEnd)
    length = fields.isCoded ? nil : fields.length.flatMap { Int($0) } ?? 0
    expectsContinue = takesChunks && fields.expectations.contains("100-continue")
    // The parser stops at an upgrade, which is declined: nothing can follow it.
    keepsAlive = takesChunks && head.isKeepAlive && !fields.hasUpgrade
  }

  /// The target in origin form. The absolute form carries its own authority, which overrules the
  /// Host field (RFC 9112 section 3.2.2).
  private static func target(
    _ head: HTTPRequestHead, host: String?
  ) -> (path: String, authority: String?) {
    if head.uri.utf8.first == UInt8(ascii: "/") { return (head.uri, host) }
    for scheme in ["http://", "https://"] where head.uri.hasPrefix(scheme) {
      let rest = head.uri.dropFirst(scheme.count)
      let authority = rest.prefix { $0 != "/" && $0 != "?" }
      let path = rest.dropFirst(authority.count)
      return (path.hasPrefix("/") ? String(path) : "/" + path, String(authority))
    }
    return (head.uri, host)
  }
}

/// The fields of a request, those that the server acts on apart from those of the transport.
private struct SortedFields {
  var endToEnd = HTTPFields()
  var host: String?
  /// Several are an error.
  var hostCount = 0
  var length: String?
  var isCoded = false
  var codings: [String] = []
  var expectations: [String] = []
  var hasUpgrade = false

  init(_ headers: HTTPHeaders) {
    var isAboutConnection = false
    for (name, value) in headers {
      guard let name = HTTPField.Name(name) else { continue }
      guard let use = Self.uses[name.canonicalName] else {
        endToEnd.append(HTTPField(name: name, value: value))
        continue
      }
      switch use {
      case .host:
        host = host ?? value
        hostCount += value.utf8.contains(UInt8(ascii: ",")) ? 2 : 1
      case .length:
        length = length ?? value
        endToEnd.append(HTTPField(name: name, value: value))
      case .coding: isCoded = true
      case .expectation: expectations = headers.list(name.canonicalName)
      case .connection: isAboutConnection = true
      case .upgrade: hasUpgrade = true
      case .hopByHop: break
      }
    }
    if isCoded { codings = headers.list("transfer-encoding") }
    guard isAboutConnection else { return }
    let named = headers.list("connection")
    endToEnd.removeAll { named.contains($0.name.canonicalName) }
  }

  private enum Use { case host, length, coding, expectation, connection, upgrade, hopByHop }

  /// Host is the request's authority, and an expectation is the server's to answer.
  private static let uses: [String: Use] = {
    var uses: [String: Use] = [:]
    for name in HopByHop.names { uses[name] = .hopByHop }
    uses["host"] = .host
    uses["content-length"] = .length
    uses["transfer-encoding"] = .coding
    uses["expect"] = .expectation
    uses["connection"] = .connection
    uses["upgrade"] = .upgrade
    return uses
  }()
}

extension HTTPHeaders {
  /// The members of a field that is a list, RFC 9110 section 5.6.1, in lower case.
  fileprivate func list(_ name: String) -> [String] {
    self[canonicalForm: name].map { $0.lowercased() }
  }
}

/// Fields that are about one connection and not about the message, RFC 9110 section 7.6.1.
enum HopByHop {
  static let names: Set = [
    "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding",
    "upgrade",
  ]

  static func contains(_ canonicalName: String) -> Bool { names.contains(canonicalName) }
}
