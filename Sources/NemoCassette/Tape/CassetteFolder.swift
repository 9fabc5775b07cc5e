#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import NemoHTTP

/// The files of one cassette.
///
/// While `recording.sqlite` is there, it is the cassette; its removal is what makes the text count.
/// So a crash anywhere while sealing leaves one form or the other, whole.
struct CassetteFolder {
  let path: String
  private let store = DiskFileStore()

  init(_ path: String) {
    self.path = path
  }

  var tapePath: String { path + "/tape.jsonl" }
  var timingPath: String { path + "/timing.jsonl" }
  var databasePath: String { path + "/recording.sqlite" }
  private var blobsPath: String { path + "/blobs" }
  private var partialPath: String { path + "/.sealing" }

  var hasRecording: Bool { store.exists(databasePath) }
  var hasText: Bool { store.exists(tapePath) }

  func create() throws { try create(path) }

  /// The text form.
  func readText() throws -> Tape {
    let blobsPath = blobsPath
    let store = store
    return try TapeTextReader.read(
      tape: store.bytes(of: tapePath),
      timing: store.exists(timingPath) ? store.bytes(of: timingPath) : [],
      blob: { name in
        guard Self.isDigest(name), let bytes = try? store.bytes(of: blobsPath + "/" + name) else {
          throw CassetteError(
            .unreadable, "The blob \(name) of \(blobsPath) is missing. Restore it, or record again."
          )
        }
        return bytes
      })
  }

  /// Puts the text form in place of the one that is there. Blobs first, the tape last.
  func write(_ text: TapeText) throws {
    try create(partialPath)
    if !text.blobs.isEmpty { try create(blobsPath) }
    for blob in text.blobs { try replace(blobsPath + "/" + blob.sha256, with: blob.bytes) }
    try replace(timingPath, with: text.timing)
    try replace(tapePath, with: text.tape)
    try removeBlobs(except: Set(text.blobs.map { $0.sha256 }))
    try? FileManager.default.removeItem(atPath: partialPath)
  }

  func removeRecording() throws {
    try store.remove(databasePath)
    try store.remove(databasePath + "-wal")
    try store.remove(databasePath + "-shm")
  }

  private func replace(_ destination: String, with bytes: [UInt8]) throws {
    let partial = partialPath + "/part"
    try store.remove(partial)
    let writer = try store.appender(to: partial)
    try writer.write(bytes)
    try writer.synchronize()
    try store.move(partial, to: destination)
  }

  private func removeBlobs(except kept: Set<String>) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: blobsPath)) ?? []
    for name in names.sorted() where Self.isDigest(name) && !kept.contains(name) {
      try store.remove(blobsPath + "/" + name)
    }
  }

  private func create(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CassetteError(
        .unwritable, "The folder \(path) cannot be made. Choose another, or change its permissions."
      )
    }
  }

  /// 64 lower-case hexadecimal digits: nothing else on a tape becomes a file's name.
  private static func isDigest(_ name: String) -> Bool {
    name.utf8.count == 64
      && name.utf8.allSatisfy { JSONBytes.hexadecimalValue($0) != nil && !(65...70).contains($0) }
  }
}
