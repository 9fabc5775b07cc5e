/// Stands for a body that was too large to keep.
///
/// Marked by ``header``, and by itself: plain text that is neither JSON nor media nor an event, so
/// that whoever looks at the content fails loudly.
enum SyntheticFiller {
  /// The header that marks such an answer, with the SHA-256 of the real body.
  static let header = "X-Nemo-Synthetic-Body"
  private static let sentence = Array(
    "nemo cassette: synthetic filler, not the recorded body\n".utf8)

  /// Bytes `offset ..< offset + count` of the filler.
  static func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard count > 0 else { return [] }
    let phase = offset % sentence.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 2 * sentence.count)
    while bytes.count < phase + count { bytes += sentence }
    return Array(bytes[phase..<(phase + count)])
  }
}
