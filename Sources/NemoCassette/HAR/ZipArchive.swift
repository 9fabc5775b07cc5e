/// The files of a zip archive in memory, by their names.
///
/// APPNOTE 6.3: stored and deflated files, checked by size and CRC-32. Names are looked up, and
/// never used as paths. Encrypted files and archives in the zip64 form are refused.
struct ZipArchive {
  /// More than any browser's capture has.
  static let fileLimit = 100_000
  /// Of one file, unpacked.
  static let fileLimitBytes = 256 << 20
  /// Of everything that is read from one archive, unpacked: what a small archive can cost.
  static let totalLimitBytes = 2 << 30

  private let bytes: [UInt8]
  private var files: [String: File] = [:]
  /// In the order of the central directory.
  private(set) var names: [String] = []
  private var unpackedBytes = 0

  private struct File {
    var flags: Int
    var method: Int
    var checksum: UInt32
    var packedBytes: Int
    var sizeBytes: Int
    var headerOffset: Int
  }

  /// Whether the bytes begin as an archive does.
  static func isArchive(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4b, 0x05, 0x06])
  }

  /// Reads the central directory.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/unreadable``.
  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    guard let end = Self.endOfDirectory(in: bytes) else {
      throw Self.refusal("it has no central directory: it is damaged or cut short")
    }
    let (count, offset) = (short(end + 10), word(end + 16))
    guard count != 0xffff, offset != 0xffff_ffff else {
      throw Self.refusal("it is in the zip64 form; pack it again with fewer or smaller files")
    }
    guard count <= Self.fileLimit else { throw Self.refusal("it has \(count) files") }
    var position = offset
    for _ in 0..<count { position = try readDirectoryEntry(at: position) }
  }

  /// The content of a file; nil when there is none of that name.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/unreadable``.
  mutating func read(_ name: String) throws -> [UInt8]? {
    guard let file = files[name] else { return nil }
    guard file.flags & 1 == 0 else { throw Self.refusal("a file in it is encrypted") }
    guard file.sizeBytes <= Self.fileLimitBytes,
      file.sizeBytes <= Self.totalLimitBytes - unpackedBytes
    else {
      throw Self.refusal("it holds more than can be read: \(file.sizeBytes) bytes in one file")
    }
    unpackedBytes += file.sizeBytes
    guard let packed = packed(file), let content = try unpack(packed, file),
      content.count == file.sizeBytes, CRC32.of(content) == file.checksum
    else { throw Self.refusal("a file in it is damaged") }
    return content
  }

  private func unpack(_ packed: ArraySlice<UInt8>, _ file: File) throws -> [UInt8]? {
    switch file.method {
    case 0: return Array(packed)
    case 8:
      return Inflate.inflate(packed, limitBytes: file.sizeBytes, expectedBytes: file.sizeBytes)
    default:
      throw Self.refusal(
        "a file in it is packed by method \(file.method); only stored and deflated ones are read")
    }
  }

  // MARK: Structures

  /// Section 4.3.16. A comment of any length may follow it.
  private static func endOfDirectory(in bytes: [UInt8]) -> Int? {
    let size = 22
    guard bytes.count >= size else { return nil }
    let last = bytes.count - size
    for start in stride(from: last, through: max(0, last - 0xffff), by: -1)
    where bytes[start...].starts(with: [0x50, 0x4b, 0x05, 0x06]) {
      return start
    }
    return nil
  }

  /// Section 4.3.12; returns where the next one stands.
  private mutating func readDirectoryEntry(at start: Int) throws -> Int {
    let nameStart = start + 46
    guard nameStart <= bytes.count, word(start) == 0x0201_4b50 else {
      throw Self.refusal("its central directory is damaged")
    }
    let nameEnd = nameStart + short(start + 28)
    let end = nameEnd + short(start + 30) + short(start + 32)
    guard end <= bytes.count else { throw Self.refusal("its central directory is cut short") }
    let file = File(
      flags: short(start + 8), method: short(start + 10), checksum: UInt32(word(start + 16)),
      packedBytes: word(start + 20), sizeBytes: word(start + 24), headerOffset: word(start + 42))
    let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)
    if files.updateValue(file, forKey: name) == nil { names.append(name) }
    return end
  }

  /// Section 4.3.7: the local header's own name and extra field stand before the content.
  private func packed(_ file: File) -> ArraySlice<UInt8>? {
    let header = file.headerOffset
    guard header + 30 <= bytes.count, word(header) == 0x0403_4b50 else { return nil }
    let start = header + 30 + short(header + 26) + short(header + 28)
    guard start + file.packedBytes <= bytes.count else { return nil }
    return bytes[start..<(start + file.packedBytes)]
  }

  private func short(_ offset: Int) -> Int { Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 }

  private func word(_ offset: Int) -> Int { short(offset) | short(offset + 2) << 16 }

  private static func refusal(_ reason: String) -> CassetteError {
    CassetteError(.unreadable, "The zip archive cannot be read: \(reason).")
  }
}
