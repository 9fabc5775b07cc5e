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
  private var attributesPath: String { path + "/.gitattributes" }
  var partialPath: String { path + "/.sealing" }

  var hasRecording: Bool { store.exists(databasePath) }
  var hasText: Bool { store.exists(tapePath) }

  func create() throws { try create(path) }

  /// The text form.
  func readText(strictly isStrict: Bool = true) throws -> Tape {
    let (tape, timing) = try texts()
    return try TapeTextReader.read(
      tape: tape, timing: timing, place: TapePlace(folder: self, isStrict: isStrict))
  }

  /// Both files of the text form; the second may be missing.
  func texts() throws -> (tape: [UInt8], timing: [UInt8]) {
    let timing = RegularFile(timingPath)
    return (
      try RegularFile(tapePath).bytes(limit: TapeLimits.textFileBytes),
      timing.sizeBytes == nil ? [] : try timing.bytes(limit: TapeLimits.textFileBytes)
    )
  }

  /// The bytes of a blob, in memory or where they stand.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/tampered`` when they are not those that
  ///   its name and its size promise.
  func blob(_ name: String, sizeBytes: Int?, in place: TapePlace) throws -> BodyContent {
    guard Digest.isDigest(name) || !place.isStrict && Self.isPlainName(name) else {
      throw LineFault(
        .unreadable, "names a blob by something else than its digest", advice: place.format)
    }
    let path = blobsPath + "/" + name
    guard let size = RegularFile(path).sizeBytes else {
      throw LineFault(
        .unreadable, "names a blob that is not in \(blobsPath)",
        advice: "Restore the file, or record again.")
    }
    guard size <= TapeLimits.bodyBytes else { throw LineFault.tooLarge("names a blob too large") }
    var blob = StoredBlob(path: path, sha256: name, sizeBytes: size)
    if !place.isStrict {
      blob.sha256 = try blob.actualDigest()
    } else if size != sizeBytes ?? size {
      throw StoredBlob.tampered(path)
    } else if size > StoredBlob.memoryLimitBytes {
      try blob.check()
    }
    return try BodyContent.stored(blob).settled()
  }

  private static func isPlainName(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && !name.contains("/") && !name.contains("\0")
  }

  /// Puts the text form in place of the one that is there. Blobs first, the tape last.
  func write(_ text: TapeText) throws {
    guard text.blobs.count <= TapeLimits.blobs else {
      throw CassetteError(
        .tooLarge, "The tape has more than \(TapeLimits.blobs) blobs. Record a shorter journey.")
    }
    try create(partialPath)
    if !text.blobs.isEmpty { try create(blobsPath) }
    for blob in text.blobs { try write(blob) }
    try replace(attributesPath) { try $0.write(Self.attributes) }
    if text.timing.isEmpty {
      try store.remove(timingPath)
    } else {
      try replace(timingPath) { try $0.write(text.timing) }
    }
    try replace(tapePath) { try $0.write(text.tape) }
    let kept = Set(text.blobs.map { $0.sha256 })
    try removeBlobs { !SpooledFile.isSpool($0) && !kept.contains($0) }
    try? FileManager.default.removeItem(atPath: partialPath)
  }

  /// Whether the folder holds exactly this text.
  func holds(_ text: TapeText) -> Bool {
    func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
      (try? RegularFile(path).bytes(limit: bytes.count)) == bytes
    }
    return holds(tapePath, text.tape) && holds(attributesPath, Self.attributes)
      && (text.timing.isEmpty ? !store.exists(timingPath) : holds(timingPath, text.timing))
      && blobNames.filter { !SpooledFile.isSpool($0) } == text.blobs.map { $0.sha256 }.sorted()
  }

  /// How git is to treat the files: two branches that each add an exchange merge line by line, and
  /// nothing changes a byte.
  private static let attributes = Array(
    """
    tape.jsonl -text merge=union
    timing.jsonl -text merge=union -diff linguist-generated
    blobs/** binary

    """.utf8)

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

  /// The plain files in `blobs/`, sorted.
  private var blobNames: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: blobsPath)) ?? []
    return names.sorted().filter { RegularFile(blobsPath + "/" + $0).sizeBytes != nil }
  }

  /// The blobs that are not what their names say.
  var editedBlobs: [String] {
    blobNames.filter { name in
      let path = blobsPath + "/" + name
      guard !SpooledFile.isSpool(name), let size = RegularFile(path).sizeBytes else { return false }
      return (try? StoredBlob(path: path, sha256: name, sizeBytes: size).actualDigest()) != name
    }
  }

  private func removeBlobs(where isUnwanted: (String) -> Bool) throws {
    for name in blobNames where isUnwanted(name) { try store.remove(blobsPath + "/" + name) }
    let rest = try? FileManager.default.contentsOfDirectory(atPath: blobsPath)
    if rest?.isEmpty == true { try? FileManager.default.removeItem(atPath: blobsPath) }
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
