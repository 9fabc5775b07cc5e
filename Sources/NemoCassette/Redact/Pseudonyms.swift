/// What a value is, which decides what stands for it on the tape.
struct ValueKind: Hashable, Sendable {
  /// What its pseudonyms begin with.
  let prefix: [UInt8]
  /// Secrets may not be on a tape; the others are ids that would make noise.
  let isSecret: Bool

  private init(prefix: String, isSecret: Bool) {
    self.prefix = Array(prefix.utf8)
    self.isSecret = isSecret
  }

  /// `nmv_usr_…`, contract section 3.1.
  static let token = ValueKind(prefix: "nmv_usr_", isSecret: true)
  /// `clm_…`, contract section 13.1.
  static let claim = ValueKind(prefix: "clm_", isSecret: true)
  /// A credential of unknown shape.
  static let secret = ValueKind(prefix: "secret-", isSecret: true)
  /// `X-Client-Id`, contract section 2.
  static let client = ValueKind(prefix: "client-", isSecret: true)
  /// `anon_…`; clients look at the prefix, contract section 3.1.
  static let anonymousUser = ValueKind(prefix: "anon_", isSecret: false)
  static let user = ValueKind(prefix: "user_", isSecret: false)
  static let task = ValueKind(prefix: "task_", isSecret: false)
  /// A decimal number of 19 digits, contract section 3.1. Never with a zero in front: it may
  /// stand as a JSON number.
  static let session = ValueKind(prefix: "7", isSecret: false)
  static let namedSession = ValueKind(prefix: "session_", isSecret: false)
  /// Made by the client, contract section 3.1.
  static let render = ValueKind(prefix: "render_", isSecret: false)

  static let secrets = [token, claim, secret, client]

  /// The kind of a credential, by its shape.
  static func shaped(_ value: some Sequence<UInt8>) -> ValueKind {
    [token, claim].first { value.starts(with: $0.prefix) } ?? secret
  }
}

/// Gives every value its pseudonym: as long as the value, the kind's prefix and then a counter.
struct Pseudonyms: Sendable {
  private var byValue: [[UInt8]: [UInt8]] = [:]
  private var issued: Set<[UInt8]> = []
  private var counters: [ValueKind: Int] = [:]

  /// The pseudonym of `value`, the same every time.
  ///
  /// - Parameter asked: words that stay on the tape as they are, and stand for themselves.
  /// - Throws: ``CassetteError`` when all of that length are taken.
  mutating func pseudonym(
    of value: [UInt8], as kind: ValueKind, avoiding asked: AskedWords
  ) throws -> [UInt8] {
    if let known = byValue[value] { return known }
    var number = counters[kind, default: 0]
    var pseudonym: [UInt8]
    repeat {
      number += 1
      pseudonym = try Self.write(number, as: kind, count: value.count)
    } while asked.contains(pseudonym)
    counters[kind] = number
    byValue[value] = pseudonym
    issued.insert(pseudonym)
    return pseudonym
  }

  func isKnown(_ value: [UInt8]) -> Bool { byValue[value] != nil }

  /// Whether `value` is one of ours and not something to hide.
  func isIssued(_ value: [UInt8]) -> Bool { issued.contains(value) }

  /// Whether `value` has the form of a pseudonym for a secret, whoever issued it: a prefix, zeros
  /// and a small number.
  static func hasForm(_ value: some Collection<UInt8>) -> Bool {
    for kind in ValueKind.secrets where value.starts(with: kind.prefix) {
      if isCounter(value.dropFirst(kind.prefix.count)) { return true }
    }
    return value.count < SecretForms.shortestAnywhere && value.first == UInt8(ascii: "0")
      && isCounter(value)
  }

  private static func isCounter(_ digits: some Collection<UInt8>) -> Bool {
    let counted = digits.drop { $0 == UInt8(ascii: "0") }
    return counted.count <= counterDigits && counted.allSatisfy(JSONBytes.isDigit)
  }

  /// ``Redactor/valueLimit`` has no more digits.
  private static let counterDigits = 5

  private static func write(_ number: Int, as kind: ValueKind, count: Int) throws -> [UInt8] {
    let digits = Array(String(number).utf8)
    // A value hardly longer than the prefix is all counter.
    for start in [kind.prefix, []] where start.count + digits.count <= count {
      return start + Array(repeating: UInt8(ascii: "0"), count: count - start.count - digits.count)
        + digits
    }
    throw CassetteError(
      .unredactable,
      "A value of \(count) bytes has run out of pseudonyms. Record a shorter journey.")
  }
}
