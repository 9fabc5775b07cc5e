/// Recognises the origin of an absolute URL at a place of a text that may still go on.
struct OriginReader {
  /// No host and port are longer: RFC 1035 section 2.3.4 allows 255 bytes for a name.
  static let longestAuthorityBytes = 280

  enum Look {
    case nothing
    /// More bytes are needed. Never more than a few hundred: an authority has a limit.
    case undecided
    case found(Found)
  }

  struct Found {
    var spelling: URLSpelling
    var scheme: String
    /// As it stands in the text, in its spelling.
    var spelledAuthority: [UInt8]
    var end: Int

    /// The authority in plain spelling.
    var authority: String {
      let plain = String(decoding: spelledAuthority, as: UTF8.self)
      guard spelling == .percentEncoded || spelling == .percentEncodedLower else { return plain }
      return plain.split(separator: "%3A", omittingEmptySubsequences: false).joined(separator: ":")
        .split(separator: "%3a", omittingEmptySubsequences: false).joined(separator: ":")
    }
  }

  private enum Outcome { case yes, no, undecided }

  /// What stands where a `://` should.
  private enum Separator {
    case none, undecided
    case spelled(URLSpelling)
  }

  private let bytes: [UInt8]
  private let isAtEnd: Bool
  private(set) var position: Int

  init(_ bytes: [UInt8], at position: Int, isAtEnd: Bool) {
    self.bytes = bytes
    self.isAtEnd = isAtEnd
    self.position = position
  }

  static func look(in bytes: [UInt8], at start: Int, isAtEnd: Bool) -> Look {
    var reader = OriginReader(bytes, at: start, isAtEnd: isAtEnd)
    switch reader.takeScheme() {
    case .no: return .nothing
    case .undecided: return .undecided
    case .yes: break
    }
    let scheme = String(decoding: bytes[start..<reader.position], as: UTF8.self)
    switch reader.takeSeparator() {
    case .undecided: return .undecided
    case .none: return .nothing
    case .spelled(let spelling): return reader.takeAuthority(scheme, spelling)
    }
  }

  static func mayBegin(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "h") }

  static func isOfAuthority(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~:[]".utf8.contains(byte)
    }
  }

  /// Takes the word when it stands here; false when something else does, nil when that is open.
  mutating func take(_ word: [UInt8]) -> Bool? {
    switch match(word, ignoringCase: false) {
    case .yes: true
    case .no: false
    case .undecided: nil
    }
  }

  private mutating func match(_ word: [UInt8], ignoringCase: Bool) -> Outcome {
    for (index, wanted) in word.enumerated() {
      guard position + index < bytes.count else { return isAtEnd ? .no : .undecided }
      let byte = bytes[position + index]
      guard (ignoringCase ? byte | 0x20 : byte) == wanted else { return .no }
    }
    position += word.count
    return .yes
  }

  private mutating func takeScheme() -> Outcome {
    let outcome = match(Array("http".utf8), ignoringCase: true)
    guard outcome == .yes else { return outcome }
    return match([UInt8(ascii: "s")], ignoringCase: true) == .undecided ? .undecided : .yes
  }

  private mutating func takeSeparator() -> Separator {
    var isOpen = false
    for spelling in URLSpelling.allCases {
      switch take(spelling.separator) {
      case true?: return .spelled(spelling)
      case false?: continue
      case nil: isOpen = true
      }
    }
    return isOpen ? .undecided : .none
  }

  /// Everything up to the first byte that no authority holds, without a sentence's end after it.
  mutating func takeAuthority(_ scheme: String, _ spelling: URLSpelling) -> Look {
    let start = position
    while position - start <= Self.longestAuthorityBytes {
      guard position < bytes.count else {
        if isAtEnd { break }
        return .undecided
      }
      if Self.isOfAuthority(bytes[position]) {
        position += 1
        continue
      }
      guard bytes[position] == UInt8(ascii: "%"), spelling.colon.count > 1 else { break }
      guard let isColon = take(spelling.colon) else { return .undecided }
      if !isColon { break }
    }
    // A user name would change who is asked: such a URL stays as it is.
    if position < bytes.count, bytes[position] == UInt8(ascii: "@") { return .nothing }
    let end = bytes[start..<position].lastIndex { !".:".utf8.contains($0) }.map { $0 + 1 }
    guard let end else { return .nothing }
    position = end
    let found = Found(
      spelling: spelling, scheme: scheme, spelledAuthority: Array(bytes[start..<end]), end: end)
    return WebOrigin.isAuthority(found.authority.utf8) ? .found(found) : .nothing
  }
}
