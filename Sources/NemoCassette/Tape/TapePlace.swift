import NemoHTTP

/// Where the text of a tape is, for errors and blobs, and how strictly it is read.
struct TapePlace: Sendable {
  /// The cassette's folder; nil for a text in memory.
  var folder: CassetteFolder?
  /// The blobs of a text in memory, by name.
  var blobs: [String: [UInt8]] = [:]
  /// Whether keys and digests must be those of what they stand for. ``Cassette/format()`` does
  /// without: it writes them anew.
  var isStrict = true

  /// A file's path in an error.
  func file(_ name: String) -> String { folder.map { $0.path + "/" + name } ?? name }

  /// Says how a stale key or digest is mended.
  var format: String {
    let name = folder.map { Cassette(path: $0.path).name } ?? "NAME"
    return "If the tape was edited by hand, run: nemo cassette fmt \(name)"
  }

  /// The bytes of a blob of this tape.
  func blob(_ name: String, sizeBytes: Int?) throws -> BodyContent {
    guard let folder else { return try blobInMemory(name, sizeBytes: sizeBytes) }
    do {
      return try folder.blob(name, sizeBytes: sizeBytes, in: self)
    } catch let error as CassetteError where error.code == .tampered {
      throw LineFault(
        .tampered, "names a blob whose bytes are not those of its digest and size",
        advice: "Restore the file. " + format)
    } catch is FileFailure {
      throw LineFault("names a blob that cannot be read")
    }
  }

  private func blobInMemory(_ name: String, sizeBytes: Int?) throws(LineFault) -> BodyContent {
    guard let bytes = blobs[name] else { throw LineFault("names a blob that is not there") }
    guard !isStrict || Digest.of(bytes) == name && bytes.count == sizeBytes ?? bytes.count else {
      throw LineFault(
        .tampered, "names a blob whose bytes are not those of its digest and size", advice: format)
    }
    return .bytes(bytes)
  }
}
