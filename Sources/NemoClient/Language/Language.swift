/// A language in which a user is talked to.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case chinese = "zh"

  /// The language of what a user wrote: Han characters make a text Chinese, unless Japanese kana
  /// stand among them.
  public init(of text: String) {
    let scalars = text.unicodeScalars
    let isChinese = scalars.contains(where: Self.isHan) && !scalars.contains(where: Self.isKana)
    self = isChinese ? .chinese : .english
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4dbf, 0x4e00...0x9fff, 0xf900...0xfaff, 0x20000...0x2fa1f: true
    default: false
    }
  }

  private static func isKana(_ scalar: Unicode.Scalar) -> Bool {
    (0x3040...0x30ff).contains(scalar.value)
  }
}
