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
    self = try TapeTextReader.read(
      tape: files.tape, timing: files.timing, place: TapePlace(blobs: files.blobs))
  }

  /// The text form, canonically.
  ///
  /// - Throws: ``CassetteError`` for a body whose file can't be read.
  public func files() throws -> TapeFiles {
    let text = TapeText(self)
    var blobs: [String: [UInt8]] = [:]
    for blob in text.blobs {
      switch blob.content {
      case .bytes(let bytes): blobs[blob.sha256] = bytes
      case .stored(let source): try source.forEachPart { blobs[blob.sha256, default: []] += $0 }
      }
    }
    return TapeFiles(tape: text.tape, timing: text.timing, blobs: blobs)
  }
}
