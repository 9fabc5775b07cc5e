/// Looks at one place of a text for a secret or an id: by its shape, or by the key before it.
struct SecretScanner {
  /// What was found at a place.
  enum Finding {
    case nothing
    /// Something may begin here; more bytes decide.
    case undecided
    /// A value that begins at `start` for certain, and goes on beyond the text.
    case open(start: Int, ValueKind, ValueEnd)
    /// The bytes up to the value stay, the value is of that kind.
    case value(Range<Int>, ValueKind)
  }

  /// At the end of a text, a beginning of at least this many bytes counts as the whole.
  static let shortestTail = 8
  /// A shape needs this many bytes after its prefix, so that prose about tokens stays readable.
  private static let shortestRun = 6
  private static let longestKey = 24
  /// How much white space may stand round a colon, in bytes.
  private static let spaceLimit = 256
  private static let longestUserInfo = 256
  /// A name in front of a host that is as long is a token, unless a password follows.
  private static let shortestUserToken = 16

  let text: DecodedText
  /// Whether nothing follows the text.
  let isAtEnd: Bool

  private var bytes: [UInt8] { text.bytes }

  init(_ text: DecodedText, isAtEnd: Bool) {
    self.text = text
    self.isAtEnd = isAtEnd
  }

  /// Looks at bytes as they are: escapes stand for themselves.
  init(bytes: [UInt8], isAtEnd: Bool) {
    self.init(DecodedText(verbatim: bytes), isAtEnd: isAtEnd)
  }

  /// Whether ``look(at:previous:)`` can find anything at such a byte.
  static func isTrigger(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "n"), UInt8(ascii: "c"), UInt8(ascii: "\""), UInt8(ascii: ":"),
      UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: ";"):
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

  /// What begins at `position`. `previous` is the byte before it, nil where a word may begin.
  func look(at position: Int, previous: UInt8?) -> Finding {
    switch bytes[position] {
    case UInt8(ascii: "n"): return shape(.token, at: position)
    case UInt8(ascii: "c"):
      // `clm_` is short: inside of a longer word it is no claim token.
      if let previous, Self.isTokenByte(previous) { return .nothing }
      return shape(.claim, at: position)
    case UInt8(ascii: "\""): return keyed(at: position)
    case UInt8(ascii: ":"): return userInfo(at: position)
    case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: ";"):
      return query(at: position + 1)
    default: return .nothing
    }
  }

  /// What stands at the key with which a form begins, `token=…&…`.
  func lookAtFormStart() -> Finding { query(at: 0) }

  // MARK: Shapes

  private func shape(_ kind: ValueKind, at start: Int) -> Finding {
    switch literal(kind.prefix, at: start) {
    case .no: return .nothing
    case .cut: return isAtEnd ? .nothing : .undecided
    case .yes: break
    }
    let runStart = start + kind.prefix.count
    guard let end = ValueEnd.run.find(in: text, from: runStart) else {
      if !isAtEnd { return .open(start: start, kind, .run) }
      let count = bytes.count - start
      let isLong = count - kind.prefix.count >= Self.shortestRun || count >= Self.shortestTail
      return isLong ? .value(start..<bytes.count, kind) : .nothing
    }
    return end - runStart >= Self.shortestRun ? .value(start..<end, kind) : .nothing
  }

  // MARK: Keys of JSON

  /// Whether the value at a key of JSON is a secret, which is never compared.
  static func isSecretKey(_ key: String) -> Bool { keys[key]?.isSecret ?? false }

  /// Whether a field of a form, or of a query, is one whose value is never compared.
  static func isSecret(name: String, value: some Collection<UInt8>) -> Bool {
    if isSecretKey(name) { return !value.isEmpty }
    return isSecretQuery(name: name, value: value)
  }

  /// Whether the value at a name of a query is a secret, which is never compared.
  static func isSecretQuery(name: String, value: some Collection<UInt8>) -> Bool {
    guard let shortest = queryKeys[name.lowercased()], value.count >= shortest else { return false }
    // These names are common ones: a path of a file or a media type is no credential.
    return shortest == 1 || value.allSatisfy(isTokenByte)
  }

  /// Which of these are secrets, and ``queryKeys``, is a part of the format: it decides what requests are matched by.
  static let keys: [String: ValueKind] = [
    "token": .token, "access_token": .token, "accessToken": .token, "nemo_token": .token,
    "refresh_token": .secret, "refreshToken": .secret, "id_token": .secret, "idToken": .secret,
    "api_key": .secret, "apiKey": .secret, "client_secret": .secret, "clientSecret": .secret,
    "password": .secret, "claim_token": .claim, "claimToken": .claim,
    "session_id": .session, "sessionId": .session, "task_id": .task, "user_id": .user,
    "userId": .user,
  ]

  /// `"key" : "value"`, at any depth of escaping; ids may be bare numbers.
  private func keyed(at start: Int) -> Finding {
    let nameStart = start + 1
    let limit = min(bytes.count, nameStart + Self.longestKey + 1)
    let nameEnd = bytes[nameStart..<limit].firstIndex { !Self.isTokenByte($0) }
    guard let nameEnd else { return limit < bytes.count || isAtEnd ? .nothing : .undecided }
    // Of most strings the first byte after the word decides: they are no key, or not one of ours.
    guard bytes[nameEnd] == UInt8(ascii: "\""), nameEnd > nameStart,
      let kind = Self.keys[String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)]
    else { return .nothing }
    guard let colon = afterSpace(nameEnd + 1) else { return isAtEnd ? .nothing : .undecided }
    guard bytes[colon] == UInt8(ascii: ":") else { return .nothing }
    guard let value = afterSpace(colon + 1) else { return isAtEnd ? .nothing : .undecided }
    if bytes[value] == UInt8(ascii: "\"") {
      return valued(from: value + 1, until: .quote(width: text.width(at: value)), kind)
    }
    return kind == .session ? valued(from: value, until: .number, kind) : .nothing
  }

  private func valued(from start: Int, until ending: ValueEnd, _ kind: ValueKind) -> Finding {
    let start = min(start, bytes.count)
    guard let end = ending.find(in: text, from: start) ?? (isAtEnd ? bytes.count : nil) else {
      return .open(start: start, exactly(kind, start..<bytes.count), ending)
    }
    return end > start ? .value(start..<end, exactly(kind, start..<end)) : .nothing
  }

  /// The kind of a value, now that it is there.
  private func exactly(_ kind: ValueKind, _ range: Range<Int>) -> ValueKind {
    let value = bytes[range]
    switch kind {
    case .session: return value.allSatisfy(JSONBytes.isDigit) ? .session : .namedSession
    case .user: return value.starts(with: "anon_".utf8) ? .anonymousUser : .user
    case .token, .claim, .secret: return .shaped(value)
    default: return kind
    }
  }

  /// The first byte that is no white space; nil when more must be seen.
  private func afterSpace(_ start: Int) -> Int? {
    var position = start
    while position < bytes.count, JSONBytes.isSpace(bytes[position]),
      position - start < Self.spaceLimit
    { position += 1 }
    return position < bytes.count ? position : nil
  }

  // MARK: URLs and forms

  /// Tokens in links, contract section 13.2, and the parts of signed URLs of the usual stores; with
  /// each the shortest value that counts.
  static let queryKeys: [String: Int] = [
    "token": 1, "nemo_token": 1, "access_token": 1, "refresh_token": 1, "id_token": 1,
    "accesstoken": 1, "refreshtoken": 1, "idtoken": 1, "claimtoken": 1, "clientsecret": 1,
    "claim_token": 1, "ct": 6, "api_key": 1, "apikey": 1, "key": 20, "client_secret": 1,
    "password": 1, "signature": 1, "sig": 1, "policy": 1, "key-pair-id": 1,
    "x-amz-signature": 1, "x-amz-credential": 1, "x-amz-security-token": 1,
    "x-goog-signature": 1, "x-goog-credential": 1,
  ]

  private func query(at nameStart: Int) -> Finding {
    let limit = min(bytes.count, nameStart + Self.longestKey + 1)
    let nameEnd = bytes[nameStart..<limit].firstIndex { !Self.isTokenByte($0) }
    guard let nameEnd else { return limit < bytes.count || isAtEnd ? .nothing : .undecided }
    guard bytes[nameEnd] == UInt8(ascii: "=") else { return .nothing }
    let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self).lowercased()
    guard Self.queryKeys[name] != nil else { return .nothing }
    let ending = ValueEnd.query(isEncoded: text.isPercentEncoded(at: nameEnd))
    let finding = valued(from: nameEnd + 1, until: ending, .secret)
    guard case .value(let range, _) = finding else { return finding }
    return Self.isSecretQuery(name: name, value: bytes[range]) ? finding : .nothing
  }

  private static let authorityStart = Array("://".utf8)

  /// The password of `scheme://user:password@host`, and the token of `scheme://token@host`.
  private func userInfo(at start: Int) -> Finding {
    switch literal(Self.authorityStart, at: start) {
    case .no: return .nothing
    case .cut: return isAtEnd ? .nothing : .undecided
    case .yes: break
    }
    let limit = min(bytes.count, start + 3 + Self.longestUserInfo)
    let end = bytes[(start + 3)..<limit].firstIndex {
      $0 <= 0x20 || "@/?#\"'<>\\".utf8.contains($0)
    }
    guard let end else { return limit < bytes.count || isAtEnd ? .nothing : .undecided }
    guard bytes[end] == UInt8(ascii: "@") else { return .nothing }
    let name = (start + 3)..<end
    guard let colon = bytes[name].firstIndex(of: UInt8(ascii: ":")) else {
      return name.count < Self.shortestUserToken ? .nothing : .value(name, .secret)
    }
    return colon + 1 < end ? .value(colon + 1..<end, .secret) : .nothing
  }

  // MARK: Reading

  private enum Presence { case yes, no, cut }

  private func literal(_ literal: [UInt8], at start: Int) -> Presence {
    let available = min(literal.count, bytes.count - start)
    for index in 0..<available where bytes[start + index] != literal[index] { return .no }
    return available == literal.count ? .yes : .cut
  }
}

/// What ends a value.
enum ValueEnd: Sendable {
  /// Any byte that tokens do not have.
  case run
  /// Any byte but a digit.
  case number
  /// A quote that is escaped no deeper than the one in front, which takes so many bytes.
  case quote(width: Int)
  /// What cannot stand in the value of a query. In one that is percent-encoded as a whole, the
  /// delimiters are too.
  case query(isEncoded: Bool)

  /// Where the value ends that begins at `start`, or before; nil when it goes on beyond the text.
  func find(in text: DecodedText, from start: Int) -> Int? {
    let bytes = text.bytes[min(start, text.count)...]
    switch self {
    case .run: return bytes.firstIndex { !SecretScanner.isTokenByte($0) }
    case .number: return bytes.firstIndex { !JSONBytes.isDigit($0) }
    case .query(let isEncoded):
      return bytes.indices.first {
        (bytes[$0] <= 0x20 || "&#\"'<>\\".utf8.contains(bytes[$0]))
          && (isEncoded || !text.isPercentEncoded(at: $0))
      }
    case .quote(let width):
      return bytes.indices.first {
        bytes[$0] == UInt8(ascii: "\"") && text.width(at: $0) <= width
      }
    }
  }
}
