/// Texts that take the place of others wherever they stand, the longest first.
struct Replacements {
  private let byFirstByte: [UInt8: [(old: [UInt8], new: [UInt8])]]

  /// - Parameter texts: what is put for what; the empty text is passed over.
  init(_ texts: [String: String]) {
    var byFirstByte: [UInt8: [(old: [UInt8], new: [UInt8])]] = [:]
    for (old, new) in texts {
      guard let first = old.utf8.first else { continue }
      byFirstByte[first, default: []].append((Array(old.utf8), Array(new.utf8)))
    }
    // One may begin with another. No two are the same, so the order is the same every time.
    self.byFirstByte = byFirstByte.mapValues { $0.sorted { $0.old.count > $1.old.count } }
  }

  func apply(to bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if let found = found(in: bytes, at: position) {
        output += found.new
        position += found.old.count
      } else {
        output.append(bytes[position])
        position += 1
      }
    }
    return output
  }

  /// The first of the texts that stands anywhere.
  func first(in text: String) -> String? {
    let bytes = Array(text.utf8)
    for position in bytes.indices {
      if let found = found(in: bytes, at: position) {
        return String(decoding: found.old, as: UTF8.self)
      }
    }
    return nil
  }

  private func found(in bytes: [UInt8], at position: Int) -> (old: [UInt8], new: [UInt8])? {
    byFirstByte[bytes[position]]?.first { bytes[position...].starts(with: $0.old) }
  }
}
