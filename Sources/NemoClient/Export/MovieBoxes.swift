/// Follows the boxes of an MP4 while its bytes come, ISO/IEC 14496-12 section 4.2.
///
/// It tells a page or a cut file from a video without decoding anything: a transport that says
/// nothing of a body's end cannot be asked.
struct MovieBoxes: Sendable {
  enum Verdict: Sendable, Hashable {
    /// It does not begin with a file type, or its boxes make no sense.
    case noMovie
    /// It ends inside of a box, or before the box that describes the movie.
    case unfinished
    case whole
  }

  private var header: [UInt8] = []
  /// How many bytes of the current box are still to come.
  private var restBytes: UInt64 = 0
  /// The current box lasts to the end of the file.
  private var isLast = false
  private var hasFileType = false
  private var hasMovie = false
  private var isBroken = false

  mutating func receive(_ bytes: [UInt8]) {
    var index = 0
    while index < bytes.count, !isLast, !isBroken {
      let skipped = Int(min(restBytes, UInt64(bytes.count - index)))
      restBytes -= UInt64(skipped)
      index += skipped
      guard index < bytes.count else { return }
      header.append(bytes[index])
      index += 1
      beginBox()
    }
  }

  var verdict: Verdict {
    if isBroken || !hasFileType { return .noMovie }
    let isAtEnd = isLast || (restBytes == 0 && header.isEmpty)
    return isAtEnd && hasMovie ? .whole : .unfinished
  }

  /// The size counts the header; 1 stands for 64 bits after the type, 0 for the rest of the file.
  private mutating func beginBox() {
    guard header.count >= 8 else { return }
    let size = Self.number(header[..<4])
    guard size != 1 || header.count == 16 else { return }
    begin(size == 1 ? Self.number(header[8...]) : size, type: Array(header[4..<8]))
    header.removeAll(keepingCapacity: true)
  }

  private mutating func begin(_ size: UInt64, type: [UInt8]) {
    let isFileType = type.elementsEqual("ftyp".utf8)
    isLast = size == 0
    isBroken = (!hasFileType && !isFileType) || (!isLast && size < UInt64(header.count))
    guard !isBroken else { return }
    hasFileType = true
    // A fragment describes itself.
    if type.elementsEqual("moov".utf8) || type.elementsEqual("moof".utf8) { hasMovie = true }
    if !isLast { restBytes = size - UInt64(header.count) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
