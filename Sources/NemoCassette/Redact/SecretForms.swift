#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The forms in which a known value is searched in a ``DecodedText``, each with what takes its place.
///
/// Raw, percent-encoded, JSON-escaped, and base64 and base64url at all three offsets. Nothing else
/// is promised.
enum SecretForms {
  /// Shorter values are replaced only at their own key: anywhere else they may be a coincidence.
  static let shortestAnywhere = 12
  /// Longer values are replaced at their own key, too.
  private static let longestAnywhere = 16 << 10

  struct Form {
    var pattern: [UInt8]
    /// As long as the pattern.
    var replacement: [UInt8]
  }

  /// The value itself, whatever of it is escaped.
  static func plain(_ value: [UInt8], pseudonym: [UInt8]) -> [Form] {
    guard isSearchable(value) else { return [] }
    let escaped = Array(JSONBytes.quoted(value).dropFirst().dropLast())
    var forms: [Form] = []
    // Of a value that looks escaped, or has what JSON escapes, the text reads otherwise.
    for spelling in [value, escaped, asciiEscaped(value), unescaped(value)] {
      for pattern in [spelling, DecodedText(spelling, isAtEnd: true).bytes] {
        add(pattern, padded(pseudonym, to: pattern.count), to: &forms)
      }
    }
    return forms
  }

  /// The value inside of base64 and base64url.
  static func encoded(_ value: [UInt8], pseudonym: [UInt8]) -> [Form] {
    guard isSearchable(value) else { return [] }
    var forms: [Form] = []
    for offset in 0..<3 {
      let pattern = base64(value, offset: offset)
      let replacement = base64(pseudonym, offset: offset)
      add(pattern, replacement, to: &forms)
      add(urlSafe(pattern), urlSafe(replacement), to: &forms)
    }
    return forms
  }

  /// Nothing but zeros would be found in every pseudonym.
  private static func isSearchable(_ value: [UInt8]) -> Bool {
    (shortestAnywhere...longestAnywhere).contains(value.count)
      && !value.allSatisfy { $0 == UInt8(ascii: "0") }
  }

  private static func add(_ pattern: [UInt8], _ replacement: [UInt8], to forms: inout [Form]) {
    guard !forms.contains(where: { $0.pattern == pattern }) else { return }
    forms.append(Form(pattern: pattern, replacement: replacement))
  }

  /// A longer form of the value keeps its length: zeros are put before the counter's last digits.
  static func padded(_ pseudonym: [UInt8], to count: Int) -> [UInt8] {
    guard count >= pseudonym.count else { return Array(pseudonym.suffix(count)) }
    let zeros = Array(repeating: UInt8(ascii: "0"), count: count - pseudonym.count)
    let digits = pseudonym.reversed().prefix(while: JSONBytes.isDigit).count
    return Array(pseudonym.dropLast(digits)) + zeros + Array(pseudonym.suffix(digits))
  }

  /// As writers of JSON do it that keep to ASCII: in UTF-16, RFC 8259 section 7.
  private static func asciiEscaped(_ value: [UInt8]) -> [UInt8] {
    guard value.contains(where: { $0 >= 0x80 }) else { return value }
    return String(decoding: value, as: UTF8.self).utf16.flatMap { unit -> [UInt8] in
      if unit < 0x80 { return [UInt8(truncatingIfNeeded: unit)] }
      let digits = String(unit, radix: 16)
      return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
    }
  }

  /// As a value reads that was met in JSON; itself where it cannot have been.
  private static func unescaped(_ value: [UInt8]) -> [UInt8] {
    guard value.contains(UInt8(ascii: "\\")) else { return value }
    let quote = [UInt8(ascii: "\"")]
    return JSONNode.parse(quote + value + quote)?.text.map { Array($0.utf8) } ?? value
  }

  /// The characters that the value alone decides, when `offset` bytes stand before it in its group.
  private static func base64(_ value: [UInt8], offset: Int) -> [UInt8] {
    let before = [UInt8](repeating: 0, count: offset)
    let rest = (offset + value.count) % 3
    let encoded = Array(Data(before + value).base64EncodedString().utf8)
    let padding = rest == 0 ? 0 : 3 - rest
    // One character in front for each byte of offset and one more; at the end the partial one.
    return Array(
      encoded.dropFirst(offset == 0 ? 0 : offset + 1).dropLast(rest == 0 ? 0 : padding + 1))
  }

  private static func urlSafe(_ encoded: [UInt8]) -> [UInt8] {
    encoded.map { byte in
      switch byte {
      case UInt8(ascii: "+"): UInt8(ascii: "-")
      case UInt8(ascii: "/"): UInt8(ascii: "_")
      default: byte
      }
    }
  }
}
