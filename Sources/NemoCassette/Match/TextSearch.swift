/// Finds any of a few texts, wherever they stand: addresses, values of any form.
///
/// The texts that begin with the same byte are tried one after the other; for the ids of a client,
/// which may be thousands, there is ``IDSearch``.
struct TextSearch: Sendable {
  private let byFirstByte: [[[UInt8]]]

  init(_ texts: some Sequence<String>) {
    var byFirstByte: [[[UInt8]]] = Array(repeating: [], count: 256)
    for text in texts {
      if let first = text.utf8.first { byFirstByte[Int(first)].append(Array(text.utf8)) }
    }
    // The longest first: one text may begin with another.
    self.byFirstByte = byFirstByte.map { $0.sorted { $0.count > $1.count } }
  }

  /// Where they stand, from front to back, without overlaps.
  func occurrences(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = 0
    while let start = bytes[position...].firstIndex(where: { !byFirstByte[Int($0)].isEmpty }) {
      let texts = byFirstByte[Int(bytes[start])]
      guard let text = texts.first(where: { bytes[start...].starts(with: $0) }) else {
        position = start + 1
        continue
      }
      position = start + text.count
      ranges.append(start..<position)
    }
    return ranges
  }
}
