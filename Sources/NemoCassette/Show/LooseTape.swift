import NemoHTTP

/// A `tape.jsonl` by itself, as git hands it to a program: without blobs and timing, and in any
/// state.
package enum LooseTape {
  /// The tape's lines for people; the file's own lines where it can't be read as a tape; nil when
  /// the path is no file, or is the SQLite form.
  ///
  /// - Throws: `FileFailure`.
  package static func lines(path: String) throws -> [ShownLine]? {
    let store = DiskFileStore()
    guard !path.hasSuffix(".sqlite"), store.exists(path) else { return nil }
    let bytes = try store.bytes(of: path)
    guard let tape = tape(bytes) else {
      var redactor = Redactor()
      let text = String(decoding: try redactor.redact(bytes), as: UTF8.self)
      return text.split(separator: "\n").map { ShownLine(String($0)) }
    }
    return TapePage(try tape.masked(), name: path).plain()
  }

  private static func tape(_ bytes: [UInt8]) -> Tape? {
    // A body in a blob is told by its digest, like one that was too large to keep.
    let text = String(decoding: bytes, as: UTF8.self)
      .replacing("\"b\":{\"blob\":", with: "\"b\":{\"omitted\":")
      .replacing("\"body\":{\"blob\":", with: "\"body\":{\"omitted\":")
    return try? TapeTextReader.read(
      tape: Array(text.utf8), timing: [], place: TapePlace(isStrict: false))
  }
}
