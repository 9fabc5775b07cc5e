import HTTPTypes

/// Puts the head of the final response together from the lines that libcurl hands over.
///
/// Interim heads (1xx) are skipped, and so are trailers.
struct ResponseHeadParser {
  enum Step: Equatable {
    case more
    /// The final head is complete.
    case complete(HTTPResponse)
    /// The head is larger than ``limitBytes``.
    case tooLarge
  }

  /// As large as a head may be, its status line and interim heads included.
  static let limitBytes = 256 << 10

  private var status: HTTPResponse.Status?
  private var fields: [(name: HTTPField.Name, value: [UInt8])] = []
  private var isComplete = false
  private var totalBytes = 0

  mutating func receive(_ line: some Collection<UInt8>) -> Step {
    if isComplete { return .more }
    totalBytes += line.count
    if totalBytes > Self.limitBytes { return .tooLarge }
    let text = Self.trimmed(line[...])
    if text.isEmpty { return endHead() }
    if let status = Self.status(of: text) {
      self.status = status
      fields = []
    } else if line.first == 0x20 || line.first == 0x09 {
      // RFC 9112 section 5.2: a folded line continues the value with a space.
      if !fields.isEmpty { fields[fields.count - 1].value += [0x20] + text }
    } else if let field = Self.field(of: text) {
      fields.append(field)
    }
    return .more
  }

  private mutating func endHead() -> Step {
    guard let status else { return .more }
    // 101 is final: this transport never asks for an upgrade. RFC 9110 section 15.2.
    if status.kind == .informational && status.code != 101 {
      self.status = nil
      return .more
    }
    isComplete = true
    var head = HTTPResponse(status: status)
    for (name, value) in fields { head.headerFields.append(HTTPField(name: name, value: value)) }
    return .complete(head)
  }

  /// `HTTP/1.1 200 OK`, or `HTTP/2 200`: RFC 9112 section 4.
  private static func status(of line: some Collection<UInt8>) -> HTTPResponse.Status? {
    guard line.starts(with: "HTTP/".utf8) else { return nil }
    let parts = line.split(separator: 0x20, maxSplits: 2)
    guard parts.count >= 2, let code = Int(String(decoding: parts[1], as: UTF8.self)),
      (100...999).contains(code)
    else { return nil }
    let reason = parts.count > 2 ? String(decoding: parts[2], as: UTF8.self) : ""
    return HTTPResponse.Status(code: code, reasonPhrase: reason)
  }

  private static func field(
    of line: some Collection<UInt8>
  ) -> (name: HTTPField.Name, value: [UInt8])? {
    guard let colon = line.firstIndex(of: 0x3a),
      let name = HTTPField.Name(String(decoding: line[..<colon], as: UTF8.self))
    else { return nil }
    return (name, Array(trimmed(line[line.index(after: colon)...])))
  }

  /// Without white space and line ends around it.
  private static func trimmed<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> [UInt8] {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d || $0 == 0x0a }
    var text = Array(bytes.drop(while: isBlank))
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }
}
