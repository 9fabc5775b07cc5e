/// The language of a session: as told, else as the first message shows, else English.
package enum SessionLanguage {
  /// - Returns: a code as the backend takes it, such as `en` or `zh` (contract section 5.2).
  package static func choose(given: String?, firstMessage: String?) -> String {
    if let given = given?.trimmed, !given.isEmpty { return String(given) }
    return firstMessage.map(hasChinese) == true ? "zh" : "en"
  }

  /// Han characters make a text Chinese, unless Japanese kana stand among them.
  private static func hasChinese(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    let isKana = { (scalar: Unicode.Scalar) in (0x3040...0x30ff).contains(scalar.value) }
    return scalars.contains(where: isHan) && !scalars.contains(where: isKana)
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4dbf, 0x4e00...0x9fff, 0xf900...0xfaff, 0x20000...0x2fa1f: true
    default: false
    }
  }
}
