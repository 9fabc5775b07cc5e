#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The forms in which a known value is searched, each with what takes its place.
///
/// Raw, percent-encoded, JSON-escaped, and base64 and base64url at all three offsets. Nothing else
/// is promised.
enum SecretForms {
  /// Shorter values are replaced only at their own key: anywhere else they may be a coincidence.
  static let shortestAnywhere = 12

  struct Form {
    var pattern: [UInt8]
    var replacement: [UInt8]
  }

  static func forms(of value: [UInt8], pseudonym: [UInt8]) -> [Form] {
    guard value.count >= shortestAnywhere else { return [] }
    var forms = [Form(pattern: value, replacement: pseudonym)]
    for encoded in [percentEncoded(value, upper: true), percentEncoded(value, upper: false)] {
      add(encoded, padded(pseudonym, to: encoded.count))
    }
    for escaped in [jsonEscaped(value, slash: false), jsonEscaped(value, slash: true)] {
      add(escaped, padded(pseudonym, to: escaped.count))
    }
    for offset in 0..<3 {
      let pattern = base64(value, offset: offset)
      let replacement = base64(pseudonym, offset: offset)
      add(pattern, replacement)
      add(urlSafe(pattern), urlSafe(replacement))
    }
    return forms

    func add(_ pattern: [UInt8], _ replacement: [UInt8]) {
      guard !forms.contains(where: { $0.pattern == pattern }) else { return }
      forms.append(Form(pattern: pattern, replacement: replacement))
    }
  }

  /// A longer form of the value keeps its length: zeros are put before the counter's last digits.
  private static func padded(_ pseudonym: [UInt8], to count: Int) -> [UInt8] {
    let zeros = Array(repeating: UInt8(ascii: "0"), count: count - pseudonym.count)
    let digits = pseudonym.reversed().prefix(while: JSONBytes.isDigit).count
    return Array(pseudonym.dropLast(digits)) + zeros + Array(pseudonym.suffix(digits))
  }

  /// RFC 3986, section 2.1: everything but unreserved characters.
  private static func percentEncoded(_ value: [UInt8], upper: Bool) -> [UInt8] {
    value.flatMap { byte -> [UInt8] in
      if SecretScanner.isTokenByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~") {
        return [byte]
      }
      let digits = String(byte, radix: 16, uppercase: upper)
      return Array(("%" + (byte < 16 ? "0" : "") + digits).utf8)
    }
  }

  private static func jsonEscaped(_ value: [UInt8], slash: Bool) -> [UInt8] {
    let quoted = JSONBytes.quoted(value).dropFirst().dropLast()
    guard slash else { return Array(quoted) }
    return quoted.flatMap { byte in
      byte == UInt8(ascii: "/") ? [UInt8(ascii: "\\"), byte] : [byte]
    }
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
