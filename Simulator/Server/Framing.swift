import HTTPTypes
import NIOCore
import NIOHTTP1
import NemoHTTP

/// How the end of a response is told, RFC 9112 section 6.
enum Framing: Equatable {
  /// There is no body: HEAD, 1xx, 204, 304.
  case none
  case length(Int)
  case chunked
  /// For HTTP/1.0 clients.
  case untilClose

  init(of response: TransportResponse, to request: RequestHead) {
    let code = response.head.status.code
    if request.request.method == .head || code < 200 || code == 204 || code == 304 {
      self = .none
    } else if let length = response.body.length {
      self = .length(length)
    } else {
      self = request.takesChunks ? .chunked : .untilClose
    }
  }

  /// The response's head on the wire.
  func head(_ response: HTTPResponse, isLast: Bool) -> ByteBuffer {
    var bytes = ByteBuffer()
    bytes.reserveCapacity(512)
    let status = response.status
    let reason =
      status.reasonPhrase.isEmpty
      ? HTTPResponseStatus(statusCode: status.code).reasonPhrase : status.reasonPhrase
    bytes.writeStaticString("HTTP/1.1 ")
    bytes.writeString(String(status.code))
    bytes.writeStaticString(" ")
    bytes.writeString(reason)
    bytes.writeStaticString("\r\n")
    for field in response.headerFields where passes(field, of: response) {
      bytes.writeString(field.name.rawName)
      bytes.writeStaticString(": ")
      field.withUnsafeBytesOfValue { _ = bytes.writeBytes($0) }
      bytes.writeStaticString("\r\n")
    }
    switch self {
    case .length(let length):
      bytes.writeStaticString("Content-Length: ")
      bytes.writeString(String(length))
      bytes.writeStaticString("\r\n")
    case .chunked: bytes.writeStaticString("Transfer-Encoding: chunked\r\n")
    case .none, .untilClose: break
    }
    if isLast || self == .untilClose { bytes.writeStaticString("Connection: close\r\n") }
    bytes.writeStaticString("\r\n")
    return bytes
  }

  /// All of a response that is short and at hand; nil for others.
  func whole(_ response: TransportResponse, isLast: Bool) -> ByteBuffer? {
    switch self {
    case .none: return head(response.head, isLast: isLast)
    case .length(let length):
      guard length <= ResponseWire.largestJoinedBytes, let body = response.body.bytesAtHand,
        body.count == length
      else { return nil }
      var bytes = head(response.head, isLast: isLast)
      bytes.writeBytes(body)
      return bytes
    case .chunked, .untilClose: return nil
    }
  }

  /// Without a body, `Content-Length` says what a GET would bring; but never with 204 or 1xx
  /// (RFC 9110 section 8.6).
  private func passes(_ field: HTTPField, of response: HTTPResponse) -> Bool {
    if field.name == .contentLength {
      return self == .none && response.status.code >= 200 && response.status.code != 204
    }
    return !HopByHop.contains(field.name.canonicalName)
  }
}
