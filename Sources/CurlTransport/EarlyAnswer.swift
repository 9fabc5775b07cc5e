import HTTPTypes

/// An answer that was still in a connection's socket when libcurl gave the connection up.
///
/// A server may answer before it has read all of a request and then close (RFC 9112 section 9.6);
/// that resets the connection. Where libcurl happens to write before it reads, it reports that it
/// cannot send, although the answer has arrived.
struct EarlyAnswer {
  /// How much of such an answer is read, in bytes.
  static let limitBytes = 64 << 10

  var head: HTTPResponse
  var body: ArraySlice<UInt8>
  /// Whether the body is all there.
  var isComplete: Bool

  /// Nil unless `bytes` begins with a whole final head.
  init?(_ bytes: [UInt8]) {
    var parser = ResponseHeadParser()
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0a) {
      let line = rest[...end]
      rest = rest[(end + 1)...]
      guard case .complete(let head) = parser.receive(line) else { continue }
      self.head = head
      // A body in chunks is given up: what matters of such an answer is its status.
      let length = head.headerFields[.contentLength].flatMap { Int($0) }
      let isChunked = head.headerFields[.transferEncoding] != nil
      body = isChunked ? [] : rest.prefix(max(0, length ?? rest.count))
      isComplete = !isChunked && body.count == length
      return
    }
    return nil
  }
}
