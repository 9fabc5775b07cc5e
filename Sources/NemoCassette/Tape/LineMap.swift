#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the exchanges of a text stand, found without reading its JSON.
///
/// Only what sealing writes is understood: `{"k":"<32 digits>","i":"…","q":{"method":"…","url":"…"`
/// begins an exchange, and `{"i":"…"` goes on with it. Whatever else is there makes the caller read
/// the text whole, which also says what is wrong with it.
struct LineMap: Sendable {
  struct Place: Sendable {
    /// The line of the request, without its line feed.
    var request: Range<Int>
    /// All lines of the exchange.
    var end: Int
    var id: Range<Int>
    /// The line in `timing.jsonl`; empty when there is none.
    var timing: Range<Int> = 0..<0
  }

  private(set) var header: Range<Int>
  private(set) var places: [Place] = []

  static let keyStart = Array("{\"k\":\"".utf8)
  private static let idStart = Array("\",\"i\":\"".utf8)
  private static let lineStart = Array("{\"i\":\"".utf8)
  /// Where the id begins in the line of a request.
  private static let idOffset = keyStart.count + RequestForm.keyDigits + idStart.count

  /// Nil when the text is not as sealing writes it.
  init?(tape: UnsafeRawBufferPointer, timing: UnsafeRawBufferPointer) {
    var lines = Lines(tape)
    guard let first = lines.next(), Self.begins(tape, first.lowerBound, with: "{\"cassette\":")
    else {
      return nil
    }
    header = first
    var names = NameTable(tape)
    places.reserveCapacity(tape.count / 512)
    while let line = lines.next() {
      if let id = Self.requestID(tape, line) {
        guard names.insert(id) else { return nil }
        places.append(Place(request: line, end: line.upperBound, id: id))
      } else {
        guard let last = places.indices.last, Self.continues(tape, line, places[last].id) else {
          return nil
        }
        places[last].end = line.upperBound
      }
      guard line.count <= TapeLimits.lineBytes, places.count <= TapeLimits.exchanges else {
        return nil
      }
    }
    guard addTiming(timing, names) else { return nil }
  }

  private mutating func addTiming(_ timing: UnsafeRawBufferPointer, _ names: NameTable) -> Bool {
    var lines = Lines(timing)
    var expected = 0
    while let line = lines.next() {
      let start = line.lowerBound + Self.lineStart.count
      guard line.count <= TapeLimits.lineBytes,
        Self.begins(timing, line.lowerBound, with: Self.lineStart),
        let id = Self.name(timing, from: start, to: line.upperBound)
      else { return false }
      guard let index = names.index(of: id, in: timing, expected: expected) else { continue }
      if places[index].timing.isEmpty { places[index].timing = line }
      expected = index + 1
    }
    return true
  }

  /// The id in a line that begins an exchange.
  private static func requestID(_ text: UnsafeRawBufferPointer, _ line: Range<Int>) -> Range<Int>? {
    let digits = line.lowerBound + keyStart.count
    guard begins(text, line.lowerBound, with: keyStart), line.count > idOffset,
      begins(text, digits + RequestForm.keyDigits, with: idStart)
    else { return nil }
    for byte in text[digits..<(digits + RequestForm.keyDigits)]
    where !JSONBytes.isLowerHexadecimal(byte) { return nil }
    return name(text, from: line.lowerBound + idOffset, to: line.upperBound)
  }

  /// A string without escapes, up to its quote.
  private static func name(
    _ text: UnsafeRawBufferPointer, from start: Int, to end: Int
  ) -> Range<Int>? {
    for position in start..<end {
      switch text[position] {
      case UInt8(ascii: "\""): return position > start ? start..<position : nil
      case UInt8(ascii: "\\"): return nil
      default: continue
      }
    }
    return nil
  }

  private static func continues(
    _ text: UnsafeRawBufferPointer, _ line: Range<Int>, _ id: Range<Int>
  ) -> Bool {
    let start = line.lowerBound + lineStart.count
    guard begins(text, line.lowerBound, with: lineStart), line.upperBound > start + id.count,
      text[start + id.count] == UInt8(ascii: "\"")
    else { return false }
    return NameTable.areEqual(text, start, text, id)
  }

  private static func begins(
    _ text: UnsafeRawBufferPointer, _ start: Int, with beginning: [UInt8]
  ) -> Bool {
    guard text.count - start >= beginning.count else { return false }
    return beginning.withUnsafeBytes { wanted in
      memcmp(text.baseAddress! + start, wanted.baseAddress!, wanted.count) == 0
    }
  }

  private static func begins(
    _ text: UnsafeRawBufferPointer, _ start: Int, with beginning: StaticString
  ) -> Bool {
    let count = beginning.utf8CodeUnitCount
    guard text.count - start >= count else { return false }
    return memcmp(text.baseAddress! + start, beginning.utf8Start, count) == 0
  }
}

/// The lines of a text that are not empty.
private struct Lines {
  private let text: UnsafeRawBufferPointer
  private var position = 0

  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  mutating func next() -> Range<Int>? {
    guard let base = text.baseAddress else { return nil }
    while position < text.count {
      let start = position
      let found = memchr(base + start, 0x0a, text.count - start)
      let end = found.map { base.distance(to: $0) } ?? text.count
      position = end + 1
      if end > start { return start..<end }
    }
    return nil
  }
}

/// Which exchange has which id: a hash table over the text itself.
private struct NameTable {
  private let text: UnsafeRawBufferPointer
  private var names: [Range<Int>] = []
  /// One more than the index of a name; zero is free.
  private var slots: [Int32] = Array(repeating: 0, count: 1 << 10)

  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  /// Adds the next name; false when it is there already.
  mutating func insert(_ name: Range<Int>) -> Bool {
    if names.count * 2 >= slots.count { grow() }
    let slot = slot(of: name, in: text)
    guard slots[slot] == 0 else { return false }
    names.append(name)
    slots[slot] = Int32(names.count)
    return true
  }

  /// - Parameter expected: the index that it probably is.
  func index(of name: Range<Int>, in other: UnsafeRawBufferPointer, expected: Int) -> Int? {
    if expected < names.count, names[expected].count == name.count,
      Self.areEqual(other, name.lowerBound, text, names[expected])
    {
      return expected
    }
    let found = slots[slot(of: name, in: other)]
    return found == 0 ? nil : Int(found) - 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for (index, name) in names.enumerated() {
      slots[slot(of: name, in: text)] = Int32(index + 1)
    }
  }

  /// Where the name is, or the free slot that it would take.
  private func slot(of name: Range<Int>, in other: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: other[name]))
    var slot = hasher.finalize() & (slots.count - 1)
    while slots[slot] != 0 {
      let found = names[Int(slots[slot]) - 1]
      if found.count == name.count, Self.areEqual(other, name.lowerBound, text, found) { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  static func areEqual(
    _ text: UnsafeRawBufferPointer, _ start: Int, _ other: UnsafeRawBufferPointer,
    _ range: Range<Int>
  ) -> Bool {
    guard let base = text.baseAddress, let otherBase = other.baseAddress else { return false }
    return memcmp(base + start, otherBase + range.lowerBound, range.count) == 0
  }
}
