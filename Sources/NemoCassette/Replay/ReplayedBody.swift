import NemoHTTP
import NemoTime

/// The bytes of a recorded answer, a cut at a time, in the recorded order.
///
/// What is in memory is sliced, what is in a file is read as it is served, what was too large to
/// keep is made up. Used by one reader at a time.
final class ReplayedBody: Sendable {
  /// Of a file, or of filler, no more is held at once; a longer cut is served in several pieces.
  static let largestPieceBytes = 1 << 20

  private let content: BodyContent
  private let reader = Locked<(any FileReader)?>(nil)

  init(_ content: BodyContent) { self.content = content }

  /// How many bytes of a cut are served at once.
  func pieceLength(of count: Int) -> Int {
    if case .bytes = content { return count }
    return min(count, Self.largestPieceBytes)
  }

  /// Bytes `offset ..< offset + count`; calls must go from front to back without gaps.
  ///
  /// - Throws: ``CassetteError`` when the file is gone, or not what it was.
  func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    switch content {
    // A database from elsewhere may promise more than it holds.
    case .bytes(let bytes): return Array(bytes.dropFirst(offset).prefix(max(0, count)))
    case .stored(let blob): return try read(count, from: blob)
    case .form, .omitted: return SyntheticFiller.bytes(at: offset, count: count)
    }
  }

  /// Looks at the digest once, before the first byte is served.
  private static func open(_ blob: StoredBlob) throws -> any FileReader {
    try blob.check()
    return try blob.reader()
  }

  private func read(_ count: Int, from blob: StoredBlob) throws -> [UInt8] {
    try reader.withLock { reader in
      do {
        let open = try reader ?? Self.open(blob)
        reader = open
        var bytes: [UInt8] = []
        while bytes.count < count, case let part = try open.read(upTo: count - bytes.count),
          !part.isEmpty
        { bytes += part }
        if bytes.count == count { return bytes }
      } catch is FileFailure {}
      throw CassetteError(
        .unreadable,
        "The body \(blob.sha256) of the tape is missing or shorter than it was. Restore "
          + "\(blob.path), or record again.")
    }
  }
}
