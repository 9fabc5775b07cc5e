#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import NemoHTTP

/// Small files that take the place of recorded uploads, of which a tape keeps only the digest.
enum StandInFile {
  /// - Parameter video: a small video.
  static func bytes(type: String, video: [UInt8]) -> [UInt8] {
    switch type.prefix(while: { $0 != "/" }) {
    case "image": picture
    case "audio": sound
    default: video
    }
  }

  /// A GIF of one pixel (GIF89a, section 17 and following).
  private static let picture: [UInt8] =
    Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff]
    + [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]

  /// A tenth of a second of silence: WAVE, 8,000 samples a second, one byte each.
  private static let sound: [UInt8] = {
    let sampleCount = 800
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    return Array("RIFF".utf8) + little(36 + sampleCount, 4) + Array("WAVEfmt ".utf8)
      + little(16, 4) + little(1, 2) + little(1, 2) + little(8_000, 4) + little(8_000, 4)
      + little(1, 2) + little(8, 2) + Array("data".utf8) + little(sampleCount, 4)
      + Array(repeating: 0x80, count: sampleCount)
  }()
}

/// The files that uploads are re-sent with.
package struct VerifyFiles: Sendable {
  /// A folder with the files that were uploaded; nil sends stand-ins.
  package var folder: String?
  /// A small video.
  package var video: [UInt8]

  package init(folder: String? = nil, video: [UInt8] = []) {
    self.folder = folder
    self.video = video
  }

  /// Larger files are not read into memory.
  private static let limitBytes = 512 << 20

  /// - Throws: ``CassetteError`` with ``CassetteError/Code/notFound`` when there is no such folder.
  func check() throws(CassetteError) {
    guard let folder, !CassetteShelf.isFolder(folder) else { return }
    throw CassetteError(
      .notFound, "There is no folder \(folder) with the files to send. Check --files.")
  }

  /// The bytes for a part, and whether they are the recorded ones.
  func bytes(for part: BodyContent.FormPart) -> (bytes: [UInt8], isOriginal: Bool) {
    if let text = part.text { return (Array(text.utf8), true) }
    if part.sizeBytes == 0 { return ([], true) }
    if let bytes = found(part) { return (bytes, Digest.of(bytes) == part.sha256) }
    return (StandInFile.bytes(type: part.contentType ?? "", video: video), false)
  }

  /// By name, else by digest.
  private func found(_ part: BodyContent.FormPart) -> [UInt8]? {
    guard let folder else { return nil }
    if let name = part.filename.map(Self.lastPart), let bytes = read(folder + "/" + name) {
      return bytes
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() {
      let path = folder + "/" + name
      guard (try? DiskFileStore().size(of: path)) == part.sizeBytes, let bytes = read(path),
        Digest.of(bytes) == part.sha256
      else { continue }
      return bytes
    }
    return nil
  }

  /// A tape's file name must not lead out of the folder.
  private static func lastPart(_ name: String) -> String {
    name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
  }

  private func read(_ path: String) -> [UInt8]? {
    let store = DiskFileStore()
    guard let size = try? store.size(of: path), size <= Self.limitBytes else { return nil }
    return try? store.bytes(of: path)
  }
}
