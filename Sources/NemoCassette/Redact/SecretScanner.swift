/// Looks at one place of a text for a secret or an id: by its shape, or by the key before it.
struct SecretScanner {
  /// What was found at a place.
  enum Finding {
    case nothing
    /// Something may begin here; more bytes decide.
    case undecided
    /// The bytes up to the value stay, the value is of that kind.
    case value(Range<Int>, ValueKind)
  }

  /// At the end of a text, a beginning of at least this many bytes counts as the whole.
  static let shortestTail = 8
  /// A shape needs this many bytes after its prefix, so that prose about tokens stays readable.
  private static let shortestRun = 6
  private static let longestKey = 24

  let bytes: [UInt8]
  /// Whether nothing follows the bytes.
  let isAtEnd: Bool

  private static let quote = Array("\"".utf8)
  private static let colon = Array(":".utf8)
  private static let escapedQuote = Array("\\\"".utf8)

  /// Whether ``look(at:previous:)`` can find anything at such a byte.
  static func isTrigger(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "n"), UInt8(ascii: "c"), UInt8(ascii: "\""), UInt8(ascii: "\\"),
      UInt8(ascii: "?"), UInt8(ascii: "&"):
      true
    default: false
    }
  }

  /// Letters, digits, `-` and `_`: what tokens consist of, contract section 3.1.
  static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// What begins at `position`. `previous` is the byte before it.
  func look(at position: Int, previous: UInt8?) -> Finding {
    switch bytes[position] {
    case UInt8(ascii: "n"): return shape(.token, at: position)
    case UInt8(ascii: "c"):
      // `clm_` is short: inside of a longer word it is no claim token.
      if let previous, Self.isTokenByte(previous) { return .nothing }
      return shape(.claim, at: position)
    case UInt8(ascii: "\""): return keyed(at: position, quote: Self.quote)
    case UInt8(ascii: "\\"): return keyed(at: position, quote: Self.escapedQuote)
    case UInt8(ascii: "?"), UInt8(ascii: "&"): return query(at: position)
    default: return .nothing
    }
  }

  // MARK: Shapes

  private func shape(_ kind: ValueKind, at start: Int) -> Finding {
    let prefix = kind.prefix
    switch literal(prefix, at: start) {
    case .no: return .nothing
    case .cut: return isAtEnd ? .nothing : .undecided
    case .yes: break
    }
    let end = bytes[(start + prefix.count)...].firstIndex { !Self.isTokenByte($0) } ?? bytes.count
    if end == bytes.count && !isAtEnd { return .undecided }
    let isTail = end == bytes.count && end - start >= Self.shortestTail
    guard end - start - prefix.count >= Self.shortestRun || isTail else { return .nothing }
    return .value(start..<end, kind)
  }

  // MARK: Keys of JSON

  private static let keys: [String: ValueKind] = [
    "token": .token, "access_token": .token, "nemo_token": .token, "refresh_token": .secret,
    "claim_token": .claim,
    "session_id": .session, "sessionId": .session, "task_id": .task, "user_id": .user,
    "userId": .user,
  ]

  /// `"key" : "value"` or, in text inside of JSON, `\"key\":\"value\"`; ids may be bare numbers.
  private func keyed(at start: Int, quote: [UInt8]) -> Finding {
    var position = start
    guard take(quote, &position) == .yes else {
      return !isAtEnd && position + quote.count > bytes.count ? .undecided : .nothing
    }
    let nameStart = position
    while position < bytes.count, position - nameStart <= Self.longestKey,
      Self.isTokenByte(bytes[position])
    { position += 1 }
    guard position < bytes.count else { return isAtEnd ? .nothing : .undecided }
    let name = String(decoding: bytes[nameStart..<position], as: UTF8.self)
    guard let kind = Self.keys[name] else { return .nothing }
    for token in [quote, Self.colon] {
      skipSpace(&position)
      switch take(token, &position) {
      case .no: return .nothing
      case .cut: return isAtEnd ? .nothing : .undecided
      case .yes: break
      }
    }
    skipSpace(&position)
    switch take(quote, &position) {
    case .yes: return quoted(from: position, quote: quote, kind)
    case .cut: return isAtEnd ? .nothing : .undecided
    case .no: return kind == .session ? number(from: position) : .nothing
    }
  }

  private func quoted(from start: Int, quote: [UInt8], _ kind: ValueKind) -> Finding {
    var position = start
    while position < bytes.count {
      if take(quote, &position) == .yes {
        return found(start..<(position - quote.count), kind)
      }
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return isAtEnd ? found(start..<bytes.count, kind) : .undecided
  }

  private func number(from start: Int) -> Finding {
    let end = bytes[start...].firstIndex { !JSONBytes.isDigit($0) } ?? bytes.count
    if end == bytes.count && !isAtEnd { return .undecided }
    return found(start..<end, .session)
  }

  private func found(_ range: Range<Int>, _ kind: ValueKind) -> Finding {
    guard !range.isEmpty else { return .nothing }
    let value = bytes[range]
    switch kind {
    case .session:
      return .value(range, value.allSatisfy(JSONBytes.isDigit) ? .session : .namedSession)
    case .user:
      return .value(range, value.starts(with: "anon_".utf8) ? .anonymousUser : .user)
    case .token, .claim:
      return .value(range, value.starts(with: kind.prefix) ? kind : .secret)
    default: return .value(range, kind)
    }
  }

  // MARK: Keys of queries

  /// Tokens in links, contract section 13.2, and the parts of signed URLs of the usual stores.
  private static let queryKeys: Set<String> = [
    "token", "nemo_token", "access_token", "claim_token", "ct", "signature", "sig", "policy",
    "key-pair-id", "x-amz-signature", "x-amz-credential", "x-amz-security-token",
    "x-goog-signature", "x-goog-credential",
  ]

  private func query(at start: Int) -> Finding {
    let rest = bytes[(start + 1)...]
    let nameEnd = rest.prefix(Self.longestKey + 1).firstIndex { !Self.isTokenByte($0) }
    guard let nameEnd else {
      return rest.count <= Self.longestKey && !isAtEnd ? .undecided : .nothing
    }
    let name = String(decoding: bytes[(start + 1)..<nameEnd], as: UTF8.self)
    guard bytes[nameEnd] == UInt8(ascii: "="), Self.queryKeys.contains(name.lowercased()) else {
      return .nothing
    }
    let valueStart = nameEnd + 1
    let end = bytes[valueStart...].firstIndex(where: Self.endsQueryValue) ?? bytes.count
    if end == bytes.count && !isAtEnd { return .undecided }
    guard end > valueStart else { return .nothing }
    let value = bytes[valueStart..<end]
    let kind = [ValueKind.token, .claim].first { value.starts(with: $0.prefix) }
    return .value(valueStart..<end, kind ?? .secret)
  }

  private static func endsQueryValue(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "&#\"'<>\\".utf8.contains(byte)
  }

  // MARK: Reading

  private enum Presence { case yes, no, cut }

  private func literal(_ text: [UInt8], at start: Int) -> Presence {
    let available = min(text.count, bytes.count - start)
    for index in 0..<available where bytes[start + index] != text[index] { return .no }
    return available == text.count ? .yes : .cut
  }

  private func take(_ text: [UInt8], _ position: inout Int) -> Presence {
    let presence = literal(text, at: position)
    if presence == .yes { position += text.count }
    return presence
  }

  private func skipSpace(_ position: inout Int) {
    while position < bytes.count, JSONBytes.isSpace(bytes[position]) { position += 1 }
  }
}
