/// Finds ids in text and puts something else in their place.
struct IDSearch {
  private let byFirstByte: [UInt8: [[UInt8]]]

  init(_ ids: some Sequence<String>) {
    var byFirstByte: [UInt8: [[UInt8]]] = [:]
    for id in ids where !id.isEmpty {
      byFirstByte[id.utf8.first!, default: []].append(Array(id.utf8))
    }
    // The longest first: one id may begin with another.
    self.byFirstByte = byFirstByte.mapValues { $0.sorted { $0.count > $1.count } }
  }

  var isEmpty: Bool { byFirstByte.isEmpty }

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
    while position < bytes.count {
      let ids = byFirstByte[bytes[position]] ?? []
      let id = ids.first { bytes[position...].starts(with: $0) }
      if let id {
        ranges.append(position..<(position + id.count))
        position += id.count
      } else {
        position += 1
      }
    }
    return ranges
  }
}
