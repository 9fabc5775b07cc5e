/// Finds ids in text and puts something else in their place.
struct IDSearch {
  private let byFirstByte: [[[UInt8]]]
  let isEmpty: Bool

  init(_ ids: some Sequence<String>) {
    var byFirstByte: [[[UInt8]]] = Array(repeating: [], count: 256)
    for id in ids {
      if let first = id.utf8.first { byFirstByte[Int(first)].append(Array(id.utf8)) }
    }
    // The longest first: one id may begin with another.
    self.byFirstByte = byFirstByte.map { $0.sorted { $0.count > $1.count } }
    isEmpty = byFirstByte.allSatisfy { $0.isEmpty }
  }

  /// The text with placeholders; `found` grows by the ids in the order in which they occur.
  func replace(in text: String, _ found: inout [String]) -> String {
    guard !isEmpty else { return text }
    let bytes = Array(text.utf8)
    let ranges = occurrences(in: bytes)
    guard !ranges.isEmpty else { return text }
    var output: [UInt8] = []
    var position = 0
    for range in ranges {
      output += bytes[position..<range.lowerBound]
      output += RequestForm.idPlaceholder.utf8
      found.append(String(decoding: bytes[range], as: UTF8.self))
      position = range.upperBound
    }
    return String(decoding: output + bytes[position...], as: UTF8.self)
  }

  /// Where ids stand, from front to back, without overlaps.
  func occurrences(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = 0
    while let start = bytes[position...].firstIndex(where: { !byFirstByte[Int($0)].isEmpty }) {
      let ids = byFirstByte[Int(bytes[start])]
      guard let id = ids.first(where: { bytes[start...].starts(with: $0) }) else {
        position = start + 1
        continue
      }
      position = start + id.count
      ranges.append(start..<position)
    }
    return ranges
  }
}
