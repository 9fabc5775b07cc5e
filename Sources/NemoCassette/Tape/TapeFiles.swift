/// The text form of a tape in memory: the contents of a cassette's folder.
///
/// For tools that keep cassettes elsewhere than on a disk. Nothing is redacted here:
/// ``Cassette/write(_:)`` looks for secrets, this does not.
public struct TapeFiles: Sendable, Hashable {
  /// `tape.jsonl`
  public var tape: [UInt8]
  /// `timing.jsonl`; may be empty.
  public var timing: [UInt8]
  /// The files in `blobs`, by their names.
  public var blobs: [String: [UInt8]]

  public init(tape: [UInt8], timing: [UInt8] = [], blobs: [String: [UInt8]] = [:]) {
    self.tape = tape
    self.timing = timing
    self.blobs = blobs
  }
}

extension Tape {
  /// Reads the text form. Safe to repeat.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/unreadable``.
  public init(_ files: TapeFiles) throws {
    self = try TapeTextReader.read(tape: files.tape, timing: files.timing) { name in
      guard let bytes = files.blobs[name] else {
        throw CassetteError(
          .unreadable, "The blob \(name) is missing. Restore it, or record again.")
      }
      return bytes
    }
  }

  /// Writes the text form, canonically.
  public var files: TapeFiles {
    let text = TapeText(self)
    let blobs = Dictionary(
      text.blobs.map { ($0.sha256, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    return TapeFiles(tape: text.tape, timing: text.timing, blobs: blobs)
  }
}
