import Testing

@testable import SimulatorService

/// Reads a tar archive as POSIX has it, written without a look at the writer.
enum Archive {
  static func files(_ bytes: [UInt8]) -> [(path: String, bytes: [UInt8])] {
    var files: [(String, [UInt8])] = []
    var start = 0
    func text(_ offset: Int, _ length: Int) -> String {
      String(
        decoding: bytes[(start + offset)..<(start + offset + length)].prefix { $0 != 0 },
        as: UTF8.self)
    }
    while start + 512 <= bytes.count, bytes[start] != 0 {
      let size = Int(text(124, 12), radix: 8) ?? 0
      let prefix = text(345, 155)
      let name = prefix.isEmpty ? text(0, 100) : "\(prefix)/\(text(0, 100))"
      files.append((name, Array(bytes[(start + 512)..<(start + 512 + size)])))
      start += 512 + (size + 511) / 512 * 512
    }
    return files
  }
}

@Suite struct ArchiveTests {
  @Test func `files of any size, and paths longer than a name may be`() throws {
    let long =
      String(repeating: "w", count: 64) + ".cassette/blobs/"
      + String(repeating: "0", count: 64)
    let contents: [(String, [UInt8])] = [
      ("a", []), ("b/c", [1]), (long, [UInt8](repeating: 7, count: 512)),
      ("d", [UInt8](repeating: 8, count: 513)),
    ]
    var archive = TarArchive()
    for (path, bytes) in contents { try archive.add(path, bytes) }
    let files = Archive.files(archive.finished)
    #expect(files.map(\.path) == contents.map(\.0))
    #expect(files.map(\.bytes) == contents.map(\.1))
    #expect(archive.finished.count == 512 * (4 + 0 + 1 + 1 + 2 + 2))
  }

  @Test func `the checksum is the sum of the header with blanks in its place`() throws {
    var archive = TarArchive()
    try archive.add("a", [])
    let header = archive.finished[..<512]
    let told = String(decoding: header[148..<154], as: UTF8.self)
    let rest = header.enumerated().reduce(0) { sum, item in
      sum + ((148..<156).contains(item.offset) ? 32 : Int(item.element))
    }
    #expect(Int(told, radix: 8) == rest)
    #expect(Array(header[154..<156]) == [0, UInt8(ascii: " ")])
  }

  @Test func `a path that no header holds is refused`() {
    var archive = TarArchive()
    #expect(throws: TarArchive.PathTooLong.self) {
      try archive.add(String(repeating: "x", count: 101), [])
    }
  }
}
