/// What is wrong with a line of a tape. Whoever knows file and number makes an error of it.
struct LineFault: Error {
  var code = CassetteError.Code.unreadable
  /// Goes on after "Line 3 of tape.jsonl"; quotes nothing but ids and keys.
  var complaint: String
  var advice = "Mend it, or record again."

  init(_ complaint: String) { self.complaint = complaint }

  init(_ code: CassetteError.Code, _ complaint: String, advice: String) {
    self.code = code
    self.complaint = complaint
    self.advice = advice
  }

  static func tooLarge(_ complaint: String) -> LineFault {
    LineFault(.tooLarge, complaint, advice: "Record a shorter journey.")
  }

  /// Two branches have written different things in one place.
  static func twice(_ complaint: String) -> LineFault {
    LineFault(
      .unreadable, complaint,
      advice: "If two branches were merged, keep the lines of one of them, or record again.")
  }

  func error(line: Int, of file: String) -> CassetteError {
    CassetteError(code, "Line \(line) of \(file) \(complaint). \(advice)")
  }
}

extension JSONNode {
  /// Refuses what is no object, repeats a key, or has a key that is none of these.
  func requireKeys(_ allowed: [String]) throws(LineFault) {
    guard case .object(let members) = value else { throw LineFault("is no JSON object") }
    var seen: UInt64 = 0
    for (key, _) in members {
      guard let index = allowed.firstIndex(of: key) else {
        throw LineFault("has a key that this format does not know")
      }
      guard seen & 1 << UInt64(index) == 0 else { throw LineFault("repeats the key `\(key)`") }
      seen |= 1 << UInt64(index)
    }
  }

  /// The text at a key; nil when there is none.
  func optionalText(_ key: String) throws(LineFault) -> String? {
    guard let member = self[key] else { return nil }
    guard let text = member.text else { throw LineFault("has a `\(key)` that is no text") }
    return text
  }

  func requiredText(_ key: String) throws(LineFault) -> String {
    guard let text = try optionalText(key) else { throw LineFault("lacks `\(key)`") }
    return text
  }

  /// A time in microseconds; zero when there is none.
  func duration(_ key: String, in line: [UInt8]) throws(LineFault) -> Duration {
    guard let member = self[key] else { return .zero }
    return try member.duration(in: line)
  }

  func duration(in line: [UInt8]) throws(LineFault) -> Duration {
    guard let value = integer(in: line), TapeLimits.microseconds.contains(value) else {
      throw LineFault("has a time that is no number of microseconds of this century")
    }
    return .microseconds(value)
  }

  /// Header lines; none when there is no such key.
  func headers() throws(LineFault) -> [HeaderPair] {
    guard let node = self["headers"] else { return [] }
    guard let pairs = JSONBytes.pairs(from: node) else {
      throw LineFault("has headers that are not pairs")
    }
    return pairs
  }
}
