import Testing

@testable import NemoClient

// ISO/IEC 14496-12 section 4.2: a box is its size, its type and the rest of it.
@Suite struct MovieBoxesTests {
  private static let fileType: [UInt8] = [0, 0, 0, 12] + Array("ftypisom".utf8)
  private static let movie: [UInt8] = [0, 0, 0, 10] + Array("moov".utf8) + [1, 2]
  private static let media: [UInt8] = [0, 0, 0, 11] + Array("mdat".utf8) + [1, 2, 3]
  /// A size of 64 bits after the type.
  private static let large: [UInt8] =
    [0, 0, 0, 1] + Array("mdat".utf8) + [0, 0, 0, 0, 0, 0, 0, 19] + [1, 2, 3]
  /// A box to the end of the file.
  private static let last: [UInt8] = [0, 0, 0, 0] + Array("mdat".utf8) + [1, 2, 3]

  private func verdict(_ pieces: [[UInt8]]) -> MovieBoxes.Verdict {
    var boxes = MovieBoxes()
    for piece in pieces { boxes.receive(piece) }
    return boxes.verdict
  }

  /// Whole files, and the places where a cut can't be seen: between boxes once the movie is there,
  /// and in a box that lasts to the end.
  private static let whole: [(boxes: [UInt8], unseen: [Int])] = [
    (fileType + movie + media, [22]), (fileType + media + movie, []),
    (fileType + movie + large, [22]), (fileType + large + movie, []),
    (fileType + movie + last, [22, 30, 31, 32]), (fileType + movie, []),
    (fileType + [0, 0, 0, 8] + Array("moof".utf8) + media, [20]),
  ]

  @Test(arguments: whole)
  func `a whole file is whole in whatever pieces, and none of its beginnings is`(
    bytes: [UInt8], unseen: [Int]
  ) {
    #expect(verdict([bytes]) == .whole)
    #expect(verdict(bytes.map { [$0] }) == .whole)
    for end in 0..<bytes.count {
      let head = Array(bytes[..<end])
      #expect(verdict([head, Array(bytes[end...])]) == .whole)
      #expect((verdict([head]) == .whole) == unseen.contains(end), "cut at \(end)")
    }
  }

  @Test(
    arguments: [
      [], Array("<html>".utf8), Array("<html><head></head>".utf8), movie + fileType,
      [0, 0, 0, 7] + Array("ftyp".utf8),
      [0, 0, 0, 1] + Array("ftyp".utf8) + [0, 0, 0, 0, 0, 0, 0, 15],
      fileType + [0, 0, 0, 3] + Array("moov".utf8),
    ] as [[UInt8]])
  func `what has no file type first, or boxes smaller than their heads, is no movie`(
    bytes: [UInt8]
  ) {
    #expect(verdict([bytes]) == .noMovie)
    #expect(verdict(bytes.map { [$0] }) == .noMovie)
  }

  @Test func `a size beyond all files is no overflow`() {
    let huge =
      Self.fileType + [0, 0, 0, 1] + Array("mdat".utf8) + [UInt8](repeating: 255, count: 8)
    #expect(verdict([huge, [1, 2, 3]]) == .unfinished)
  }
}
