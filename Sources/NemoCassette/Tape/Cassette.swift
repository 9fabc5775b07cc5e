#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A place for one tape: the folder `<name>.cassette`.
///
/// ```swift
/// let cassette = Cassette(named: "quick-edit", in: "Cassettes")
/// let replayer = try Replayer(cassette.load(), name: cassette.name, time: time)
/// ```
public struct Cassette: Sendable, Hashable {
  /// The folder's path.
  public let path: String

  /// The cassette in that folder.
  public init(path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// The cassette `<folder>/<name>.cassette`.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/badName`` for a name that would leave the
  ///   folder.
  public init(named name: String, in folder: String) throws {
    guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/") else {
      throw CassetteError(
        .badName,
        "A cassette's name is the name of a folder, such as quick-edit, without / and no leading dot."
      )
    }
    self.init(path: folder + "/" + name + Self.suffix)
  }

  private static let suffix = ".cassette"

  /// The folder's name without `.cassette`.
  public var name: String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.hasSuffix(Self.suffix) ? String(last.dropLast(Self.suffix.count)) : last
  }

  /// Whether there is a tape, in either form.
  public var exists: Bool { folder.hasText || folder.hasRecording }

  /// Whether a recording was left without being sealed.
  public var hasUnsealedRecording: Bool { folder.hasRecording }

  /// Reads the tape: `recording.sqlite` when there is one, else the text.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/notFound`` or
  ///   ``CassetteError/Code/unreadable``.
  public func load() throws -> Tape {
    if folder.hasRecording { return try Self.tape(database: folder.databasePath) }
    guard folder.hasText else {
      throw CassetteError(
        .notFound,
        "There is no cassette at \(path). Record one: "
          + "nemo edit FILE \"INSTRUCTION\" -o OUT --record \(name)")
    }
    return try folder.readText()
  }

  /// Reads a tape from a cassette's folder, or from the SQLite form alone when `path` is a file.
  ///
  /// - Throws: as ``load()``.
  public static func load(_ path: String) throws -> Tape {
    path.hasSuffix(".sqlite") && FileManager.default.fileExists(atPath: path)
      ? try tape(database: path) : try Cassette(path: path).load()
  }

  /// Writes the tape as text, in place of what is there. Safe to repeat.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/secretFound`` when the tape holds
  ///   something in the shape of a secret; nothing is written then.
  public func write(_ tape: Tape) throws {
    try write(tape, scanning: Redactor())
  }

  /// Writes the tape in the SQLite form, as one file, in place of what is there.
  ///
  /// Large bodies are copied in pieces, and read from there in pieces again.
  public static func write(_ tape: Tape, toDatabase path: String) throws {
    try TapeLimits.check(tape)
    for file in [path, path + "-wal", path + "-shm"] {
      try? FileManager.default.removeItem(atPath: file)
    }
    let database = try RecordingDatabase(path: path)
    try database.insert(tape)
    try database.closeAsOneFile()
  }

  /// Turns a recording that was left behind into text, and removes it.
  ///
  /// Exchanges that were under way are marked `unfinished`. Does nothing when there is none.
  ///
  /// - Throws: as ``write(_:)``; the recording stays then.
  public func sealLeftover() throws {
    guard folder.hasRecording else { return }
    try write(try Self.tape(database: folder.databasePath))
    try folder.removeRecording()
  }

  /// Writes the text anew as sealing would: keys in their order, `k` and digests computed, ids kept,
  /// blobs named by their digest, timing of exchanges that are gone dropped. Safe to repeat.
  ///
  /// - Returns: whether anything was different.
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/leftover`` for a recording that is not
  ///   sealed; else as ``load()`` and ``write(_:)``, and nothing is changed then.
  @discardableResult
  public func format() throws -> Bool {
    guard !folder.hasRecording else {
      throw CassetteError(
        .leftover, "\(name) is not sealed. Run: nemo cassette recover \(name)")
    }
    guard folder.hasText else { return try load().exchanges.isEmpty }
    let tape = try folder.readText(strictly: false).settled()
    try TapeLimits.check(tape)
    try Redactor().refuseSecrets(in: tape)
    let text = TapeText(tape)
    guard !folder.holds(text) else { return false }
    try folder.write(text)
    return true
  }

  /// The files in `blobs/` whose names are not the digests of their bytes: edited ones, which
  /// ``format()`` accepts.
  package func editedBlobs() -> [String] { folder.editedBlobs }

  /// Writes the text once nothing that `redactor` knows is found in it.
  ///
  /// - Returns: the tape with its blobs where they are now.
  @discardableResult
  func write(_ tape: Tape, scanning redactor: Redactor) throws -> Tape {
    let tape = try tape.settled()
    try TapeLimits.check(tape)
    try redactor.refuseSecrets(in: tape)
    try folder.create()
    let old = folder.hasText ? try? folder.readText() : nil
    try folder.write(TapeText(tape, keepingTimingOf: old))
    return folder.withBlobs(of: tape)
  }

  private static func tape(database path: String) throws -> Tape {
    do {
      let database = try RecordingDatabase(reading: path)
      let tape = try database.tape()
      try database.close()
      return tape
    } catch let error as CassetteError {
      throw error
    } catch {
      throw CassetteError(.unreadable, "\(path) cannot be read as a recording. Record again.")
    }
  }

  var folder: CassetteFolder { CassetteFolder(path) }
}
