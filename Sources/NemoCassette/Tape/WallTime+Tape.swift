import NemoTime

extension WallTime {
  /// Reads a date as tapes have it, `2026-11-23T10:00:00Z`; nil for anything else.
  ///
  /// The shape is checked first: a parser that allows more could be led to dates that do not fit.
  init?(onTape text: String) {
    let shape = Array("0000-00-00T00:00:00Z".utf8)
    let bytes = Array(text.utf8)
    let fits =
      bytes.count == shape.count
      && zip(bytes, shape).allSatisfy { byte, wanted in
        wanted == UInt8(ascii: "0") ? JSONBytes.isDigit(byte) : byte == wanted
      }
    guard fits else { return nil }
    self.init(iso8601: text)
  }
}
