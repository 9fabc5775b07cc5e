/// Stands for a body that was too large to keep. A test that looks at its content fails loudly.
enum SyntheticFiller {
  /// The header that marks such an answer, with the SHA-256 of the real body.
  static let header = "X-Nemo-Synthetic-Body"
  private static let sentence = Array(
    "nemo cassette: synthetic filler, not the recorded body\n".utf8)

  /// Bytes `offset ..< offset + count` of the filler.
  static func bytes(at offset: Int, count: Int) -> [UInt8] {
    (offset..<(offset + max(0, count))).map { sentence[$0 % sentence.count] }
  }
}
