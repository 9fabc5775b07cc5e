/// A URL in the parts that matching looks at, in one spelling.
///
/// RFC 3986 section 6.2: scheme and host in lower case, no default port, `%41` is `A` where no
/// meaning is lost and else has upper-case digits, what may not stand raw is percent-encoded. An
/// encoded slash is no slash, `+` is no space, and dots in a path stay: servers differ there.
struct RequestTarget {
  static let backendOrigin = "backend"

  let origin: String
  let path: String
  /// `name=value`, by name; the values of one name stay in their order.
  let query: [String]

  /// - Parameter backend: a base URL; below it the origin is ``backendOrigin`` and the path begins
  ///   after it, so that a tape does not depend on the port of a simulator.
  init(_ url: String, backend: String) { self.init(url, below: Base(backend)) }

  init(_ url: String, below base: Base) {
    let parts = URLParts(url)
    var path = parts.path[...]
    let isBelow =
      path.starts(with: base.path)
      && (path.dropFirst(base.path.count).first ?? Self.slash) == Self.slash
    if !base.isEmpty, parts.origin == base.origin, isBelow {
      origin = Self.backendOrigin
      path = path.dropFirst(base.path.count)
    } else {
      origin = parts.origin
    }
    self.path = path.isEmpty ? "/" : String(decoding: path, as: UTF8.self)
    query = Self.sorted(parts.query)
  }

  /// A base URL in its parts.
  struct Base: Sendable {
    fileprivate let isEmpty: Bool
    fileprivate let origin: String
    fileprivate let path: [UInt8]

    init(_ backend: String) {
      let parts = URLParts(backend)
      isEmpty = backend.isEmpty
      origin = parts.origin
      path = parts.path.last == slash ? parts.path.dropLast() : parts.path
    }
  }

  private static let slash = UInt8(ascii: "/")

  private static func sorted(_ query: [UInt8]) -> [String] {
    let pairs = query.split(separator: UInt8(ascii: "&")).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard pairs.count > 1 else { return pairs }
    let named = pairs.enumerated().map { offset, pair in
      (name: String(pair.prefix { $0 != "=" }), offset: offset, pair: pair)
    }
    return named.sorted { ($0.name, $0.offset) < ($1.name, $1.offset) }.map { $0.pair }
  }
}

/// Origin, path and query of an absolute URL, normalized.
private struct URLParts {
  let origin: String
  let path: [UInt8]
  let query: [UInt8]

  init(_ url: String) {
    let bytes = Array(url.utf8)
    let hostStart = Self.hostStart(in: bytes)
    let pathStart = bytes[hostStart...].firstIndex(where: Self.endsHost) ?? bytes.count
    let end = bytes[pathStart...].firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
    let rest = bytes[pathStart..<end]
    let mark = rest.firstIndex(of: UInt8(ascii: "?")) ?? end
    origin = Self.withoutDefaultPort(
      String(decoding: bytes[..<pathStart], as: UTF8.self).lowercased())
    path = Self.normalized(rest[..<mark])
    query = Self.normalized(rest[mark...].dropFirst())
  }

  private static func hostStart(in bytes: [UInt8]) -> Int {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      bytes[colon...].starts(with: "://".utf8),
      !bytes[..<colon].contains(where: endsHost)
    else { return 0 }
    return colon + 3
  }

  private static func endsHost(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  private static func withoutDefaultPort(_ origin: String) -> String {
    for (scheme, port) in [("https://", ":443"), ("http://", ":80")]
    where origin.hasPrefix(scheme) && origin.hasSuffix(port) {
      return String(origin.dropLast(port.count))
    }
    return origin
  }

  private static func normalized(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(where: { $0 == UInt8(ascii: "%") || mustEscape($0) }) else {
      return Array(text)
    }
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var position = text.startIndex
    while position < text.endIndex {
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "%"), let value = hexadecimal(text[position...].prefix(2)) {
        position += 2
        append(value, mustEscape: !isUnreserved(value), to: &output)
      } else {
        append(byte, mustEscape: mustEscape(byte), to: &output)
      }
    }
    return output
  }

  private static func mustEscape(_ byte: UInt8) -> Bool { byte <= 0x20 || byte >= 0x7f }

  private static func append(_ byte: UInt8, mustEscape: Bool, to output: inout [UInt8]) {
    guard mustEscape else { return output.append(byte) }
    let digits = Array("0123456789ABCDEF".utf8)
    output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xf)]]
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 2, let high = digits.first.flatMap(JSONBytes.hexadecimalValue),
      let low = digits.last.flatMap(JSONBytes.hexadecimalValue)
    else { return nil }
    return high << 4 | low
  }

  /// RFC 3986 section 2.3.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    SecretScanner.isTokenByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~")
  }
}
