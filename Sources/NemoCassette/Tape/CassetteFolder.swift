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
  var partialPath: String { path + "/.sealing" }

  var hasRecording: Bool { store.exists(databasePath) }
  var hasText: Bool { store.exists(tapePath) }

  func create() throws { try create(path) }

  /// The text form.
  func readText() throws -> Tape {
    let timing = RegularFile(timingPath)
    return try TapeTextReader.read(
      tape: RegularFile(tapePath).bytes(limit: TapeLimits.textFileBytes),
      timing: timing.sizeBytes == nil ? [] : timing.bytes(limit: TapeLimits.textFileBytes),
      blob: { try blob($0, sizeBytes: $1) })
  }

  /// The bytes of a blob, in memory or where they stand.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/tampered`` when they are not those that
  ///   its name and its size promise.
  private func blob(_ name: String, sizeBytes: Int?) throws -> BodyContent {
    let path = blobsPath + "/" + name
    guard Digest.isDigest(name), let size = RegularFile(path).sizeBytes else {
      throw CassetteError(
        .unreadable, "The blob \(name) of \(blobsPath) is missing. Restore it, or record again.")
    }
    guard size == sizeBytes ?? size else { throw StoredBlob.tampered(path) }
    let blob = StoredBlob(path: path, sha256: name, sizeBytes: size)
    if size > StoredBlob.memoryLimitBytes { try blob.check() }
    return try BodyContent.stored(blob).settled()
  }

  /// Puts the text form in place of the one that is there. Blobs first, the tape last.
  func write(_ text: TapeText) throws {
    try create(partialPath)
    if !text.blobs.isEmpty { try create(blobsPath) }
    for blob in text.blobs { try write(blob) }
    try replace(timingPath) { try $0.write(text.timing) }
    try replace(tapePath) { try $0.write(text.tape) }
    try removeBlobs(except: Set(text.blobs.map { $0.sha256 }))
    try? FileManager.default.removeItem(atPath: partialPath)
  }

  /// A tape whose blobs are where ``write(_:)`` put them.
  func withBlobs(of tape: Tape) -> Tape {
    var tape = tape
    for index in tape.exchanges.indices {
      guard case .stored(var blob)? = tape.exchanges[index].response?.body else { continue }
      blob.path = blobsPath + "/" + blob.sha256
      blob.pieceNumber = nil
      tape.exchanges[index].response?.body = .stored(blob)
    }
    return tape
  }

  /// Removes the recording and the files of its bodies.
  func removeRecording() throws {
    try store.remove(databasePath)
    try store.remove(databasePath + "-wal")
    try store.remove(databasePath + "-shm")
    try removeBlobs { SpooledFile.isSpool($0) }
    let rest = try? FileManager.default.contentsOfDirectory(atPath: blobsPath)
    if rest?.isEmpty == true { try? FileManager.default.removeItem(atPath: blobsPath) }
  }

  private func write(_ blob: TapeText.Blob) throws {
    let destination = blobsPath + "/" + blob.sha256
    switch blob.content {
    case .bytes(let bytes): try replace(destination) { try $0.write(bytes) }
    case .stored(let source) where isOwnSpool(source): try store.move(source.path, to: destination)
    case .stored(let source) where source.path == destination && source.pieceNumber == nil: break
    case .stored(let source):
      try replace(destination) { writer in try source.forEachPart { try writer.write($0) } }
    }
  }

  /// Whether a body was written for this cassette's recording: then its file may be moved.
  private func isOwnSpool(_ blob: StoredBlob) -> Bool {
    guard blob.pieceNumber == nil, blob.path.hasPrefix(blobsPath + "/") else { return false }
    return SpooledFile.isSpool(blob.path.dropFirst(blobsPath.count + 1))
  }

  /// Writes a file whole before it takes its place.
  private func replace(_ destination: String, _ write: (any FileWriter) throws -> Void) throws {
    let partial = partialPath + "/part"
    try store.remove(partial)
    let writer = try store.appender(to: partial)
    try write(writer)
    try writer.synchronize()
    try store.move(partial, to: destination)
  }

  private func removeBlobs(except kept: Set<String>) throws {
    try removeBlobs { Digest.isDigest($0) && !kept.contains($0) }
  }

  private func removeBlobs(where isUnwanted: (String) -> Bool) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: blobsPath)) ?? []
    for name in names.sorted() where isUnwanted(name) { try store.remove(blobsPath + "/" + name) }
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
}
