/// Colours by name, in English and Chinese.
enum Palette {
  /// The first name that stands in a text wins, so longer names come before their parts.
  static let names: [(name: String, color: String)] = [
    ("dark blue", "#1e3a8a"), ("light blue", "#7dd3fc"), ("white", "#ffffff"),
    ("black", "#000000"), ("red", "#e53935"), ("orange", "#fb8c00"), ("yellow", "#fdd835"),
    ("green", "#43a047"), ("blue", "#1e88e5"), ("purple", "#8e24aa"), ("pink", "#ec407a"),
    ("gold", "#ffc107"), ("gray", "#9e9e9e"), ("grey", "#9e9e9e"), ("白色", "#ffffff"),
    ("黑色", "#000000"), ("红色", "#e53935"), ("橙色", "#fb8c00"), ("黄色", "#fdd835"),
    ("绿色", "#43a047"), ("蓝色", "#1e88e5"), ("紫色", "#8e24aa"), ("粉色", "#ec407a"),
    ("金色", "#ffc107"), ("灰色", "#9e9e9e"),
  ]

  /// `#rrggbb` in lower case; nil for anything else.
  static func hexadecimal(_ text: String) -> String? {
    let text = text.lowercased()
    guard text.utf8.count == 7, text.hasPrefix("#"), UInt32(text.dropFirst(), radix: 16) != nil
    else { return nil }
    return text
  }
}

/// The colours of what the simulated model makes.
enum Hue {
  /// Degrees from a name: the same name has the same colours (FNV-1a, only to spread).
  static func of(_ name: String) -> Int {
    var hash: UInt32 = 0x811c_9dc5
    for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return Int(hash % 360)
  }
}
