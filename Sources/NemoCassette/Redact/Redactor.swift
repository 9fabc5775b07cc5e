/// Takes secrets out of everything before it is stored, and ids with them.
///
/// It knows values by their shape (`nmv_usr_…`, `clm_…`), by their key (`"token": …`, `?token=…`)
/// and, once seen, by themselves, in the forms of ``SecretForms``. Each is replaced by a pseudonym
/// of the same length, so that nothing else moves.
struct Redactor: Sendable {
  /// How much of a stream may be held back while a value is undecided, in bytes.
  static let windowBytes = 4 << 10
  /// How many values one recording may know.
  static let valueLimit = 10_000

  private var pseudonyms = Pseudonyms()
  private var known: Set<[UInt8]> = []
  /// Values that may not be on a tape, in any form; and all values, by the first byte.
  private var forms: [[SecretForms.Form]] = Array(repeating: [], count: 256)
  private var secretForms: [[SecretForms.Form]] = Array(repeating: [], count: 256)

  /// Learns a value that was not met at a key, such as the bearer in use.
  mutating func learn(_ value: String, as kind: ValueKind) throws {
    let bytes = Array(value.utf8)
    guard !bytes.isEmpty else { return }
    _ = try replacement(of: bytes, kind)
  }

  /// Learns the ids of renders that the client has chosen.
  mutating func learnClientIDs(of request: Exchange.Request, backend: String) throws {
    let target = RequestTarget(request.url, backend: backend)
    for id in RequestForm.clientIDs(request, target) {
      _ = try replacement(of: Array(id.utf8), .render)
    }
  }

  /// A whole text without secrets. Values that are met late are replaced from the start.
  mutating func redact(_ bytes: [UInt8]) throws -> [UInt8] {
    var learning = RedactedStream()
    _ = try learning.append(bytes, isEnd: true, &self)
    var stream = RedactedStream()
    return try stream.append(bytes, isEnd: true, &self)
  }

  mutating func redact(_ text: String) throws -> String {
    String(decoding: try redact(Array(text.utf8)), as: UTF8.self)
  }

  mutating func redact(_ body: BodyContent) throws -> BodyContent {
    switch body {
    case .bytes(let bytes): return .bytes(try redact(bytes))
    case .form(var parts):
      for index in parts.indices {
        parts[index].name = try redact(parts[index].name)
        parts[index].filename = try parts[index].filename.map { try redact($0) }
      }
      return .form(parts)
    case .stored, .omitted: return body
    }
  }

  /// The pseudonym for a value; the value itself where it may stay.
  mutating func replacement(of value: [UInt8], _ kind: ValueKind) throws -> [UInt8] {
    if kind.isSecret {
      guard value.count < SecretForms.shortestAnywhere || !Pseudonyms.hasForm(value) else {
        return value
      }
    } else if value.count < SecretForms.shortestAnywhere {
      return value
    }
    return try learn(value, kind)
  }

  private mutating func learn(_ value: [UInt8], _ kind: ValueKind) throws -> [UInt8] {
    let pseudonym = try pseudonyms.pseudonym(of: value, as: kind)
    guard known.insert(value).inserted else { return pseudonym }
    guard known.count <= Self.valueLimit else {
      throw CassetteError(
        .unredactable,
        "The recording holds more than \(Self.valueLimit) ids. Record a shorter journey.")
    }
    for form in SecretForms.forms(of: value, pseudonym: pseudonym) {
      let first = Int(form.pattern[0])
      forms[first].append(form)
      // The longest first: one value may begin with another.
      forms[first].sort { $0.pattern.count > $1.pattern.count }
      if kind.isSecret { secretForms[first].append(form) }
    }
    return pseudonym
  }

  /// Whether a known value, a shape or a key can begin with the byte.
  func mayBeginValue(_ byte: UInt8) -> Bool {
    SecretScanner.isTrigger(byte) || !forms[Int(byte)].isEmpty
  }

  /// A known value at a place.
  enum KnownValue {
    case none
    case undecided
    case found(count: Int, replacement: [UInt8])
  }

  func knownValue(in bytes: [UInt8], at start: Int, isAtEnd: Bool) -> KnownValue {
    for form in forms[Int(bytes[start])] {
      let available = min(form.pattern.count, bytes.count - start)
      guard matches(form.pattern, bytes, at: start, count: available) else { continue }
      if available == form.pattern.count {
        return .found(count: available, replacement: form.replacement)
      }
      if !isAtEnd { return .undecided }
      if available >= SecretScanner.shortestTail {
        return .found(count: available, replacement: Array(form.replacement.prefix(available)))
      }
    }
    return .none
  }

  /// Whether a secret is in the text: its shape, a secret at its key, or one of the values met.
  func findsSecret(in bytes: [UInt8]) -> Bool {
    let scanner = SecretScanner(bytes: bytes, isAtEnd: true)
    for position in bytes.indices where mayBeginValue(bytes[position]) {
      for form in secretForms[Int(bytes[position])]
      where bytes.count - position >= form.pattern.count
        && matches(form.pattern, bytes, at: position, count: form.pattern.count)
      { return true }
      guard SecretScanner.isTrigger(bytes[position]) else { continue }
      let previous = position > 0 ? bytes[position - 1] : nil
      if case .value(let range, let kind) = scanner.look(at: position, previous: previous),
        kind.isSecret, !pseudonyms.isIssued(Array(bytes[range])),
        !Pseudonyms.hasForm(bytes[range])
      {
        return true
      }
    }
    return false
  }

  private func matches(_ pattern: [UInt8], _ bytes: [UInt8], at start: Int, count: Int) -> Bool {
    for index in 0..<count where bytes[start + index] != pattern[index] { return false }
    return true
  }
}
