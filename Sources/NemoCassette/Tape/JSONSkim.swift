/// Finds a value in JSON by its keys without reading what is beside the way.
///
/// Keys and strings with escapes are not understood; the caller then reads everything.
struct JSONSkim {
  private let text: UnsafeRawBufferPointer
  private let end: Int
  private var position: Int

  init(_ text: UnsafeRawBufferPointer, from start: Int, to end: Int) {
    self.text = text
    self.end = end
    position = start
  }

  private var current: UInt8 { position < end ? text[position] : 0 }

  private mutating func skipSpace() {
    while position < end, JSONBytes.isSpace(text[position]) { position += 1 }
  }

  /// Steps into an object.
  mutating func enter() -> Bool {
    skipSpace()
    guard current == UInt8(ascii: "{") else { return false }
    position += 1
    return true
  }

  /// Goes on to a key's value, from behind a value.
  mutating func findNext(key: StaticString) -> Bool {
    skipSpace()
    guard current == UInt8(ascii: ",") else { return false }
    position += 1
    return find(key: key)
  }

  /// Goes on to a key's value, from before a key.
  mutating func find(key: StaticString) -> Bool {
    while true {
      skipSpace()
      guard let name = string() else { return false }
      skipSpace()
      guard current == UInt8(ascii: ":") else { return false }
      position += 1
      if name.count == key.utf8CodeUnitCount,
        text[name].elementsEqual(UnsafeBufferPointer(start: key.utf8Start, count: name.count))
      {
        return true
      }
      guard skipValue() else { return false }
      skipSpace()
      guard current == UInt8(ascii: ",") else { return false }
      position += 1
    }
  }

  /// The string at the place.
  mutating func plainString() -> String? {
    skipSpace()
    return string().flatMap { String(validating: text[$0], as: UTF8.self) }
  }

  /// The content of a string without escapes.
  private mutating func string() -> Range<Int>? {
    guard current == UInt8(ascii: "\"") else { return nil }
    let start = position + 1
    guard skipString() else { return nil }
    let range = start..<(position - 1)
    return text[range].contains(UInt8(ascii: "\\")) ? nil : range
  }

  private mutating func skipString() -> Bool {
    position += 1
    while position < end {
      switch text[position] {
      case UInt8(ascii: "\""):
        position += 1
        return true
      case UInt8(ascii: "\\"): position += 2
      default: position += 1
      }
    }
    return false
  }

  private mutating func skipValue() -> Bool {
    skipSpace()
    var depth = 0
    while position < end {
      switch text[position] {
      case UInt8(ascii: "\""): guard skipString() else { return false }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { return true }
        depth -= 1
        position += 1
      case UInt8(ascii: ","):
        guard depth > 0 else { return true }
        position += 1
      default: position += 1
      }
      if depth == 0, current == UInt8(ascii: ",") || current == UInt8(ascii: "}") { return true }
    }
    return false
  }
}
