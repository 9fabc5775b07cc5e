public import NemoHTTP

/// The bytes of a body that stand on the disk: too many to hold in memory.
///
/// A tape keeps `blobs/<sha256>` of its folder that way, and a database the pieces of a large body.
/// Equal when the bytes are, wherever they stand.
public struct StoredBlob: Sendable {
  /// Bodies up to this size are held in memory, as ``BodyContent/bytes(_:)``.
  public static let memoryLimitBytes = 1 << 20

  /// Where the file is. For a body in a database, which ``reader()`` reads as well, the database.
  public var path: String
  /// In lower-case hexadecimal.
  public var sha256: String
  public var sizeBytes: Int
  /// In a database: the number of the exchange whose pieces are the bytes.
  var pieceNumber: Int?

  public init(path: String, sha256: String, sizeBytes: Int) {
    self.path = path
    self.sha256 = sha256
    self.sizeBytes = sizeBytes
  }

  /// Opens the bytes, from their front. Safe to call again and from any thread.
  ///
  /// - Throws: `FileFailure`, or ``CassetteError`` when a database cannot be read.
  public func reader() throws -> any FileReader {
    guard let pieceNumber else { return try DiskFileStore().reader(of: path) }
    return PieceReader(try RecordingDatabase(reading: path), number: pieceNumber)
  }

  /// Reads all bytes, a part at a time.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/tampered`` when digest or size are not
  ///   those of the bytes; what `take` throws.
  func forEachPart(_ take: ([UInt8]) throws -> Void) throws {
    let reader = try reader()
    var digest = Digest()
    while case let part = try reader.read(upTo: RegularFile.partBytes), !part.isEmpty {
      digest.append(part)
      try take(part)
    }
    guard digest.sizeBytes == sizeBytes, digest.hexadecimal == sha256 else {
      throw Self.tampered(path)
    }
  }

  /// Reads all bytes once, to see that they are those that digest and size promise.
  func check() throws { try forEachPart { _ in } }

  /// The digest of the bytes as they are.
  func actualDigest() throws -> String {
    var digest = Digest()
    let reader = try reader()
    while case let part = try reader.read(upTo: RegularFile.partBytes), !part.isEmpty {
      digest.append(part)
    }
    return digest.hexadecimal
  }

  static func tampered(_ path: String) -> CassetteError {
    CassetteError(
      .tampered,
      "The bytes of \(path) are not those that its digest and size promise. Restore the file, or, "
        + "if the change is meant, run: nemo cassette fmt NAME")
  }
}

extension StoredBlob: Hashable {
  public static func == (one: StoredBlob, other: StoredBlob) -> Bool {
    one.sha256 == other.sha256 && one.sizeBytes == other.sizeBytes
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(sha256)
    hasher.combine(sizeBytes)
  }
}

extension BodyContent {
  /// The content as it is held: what fits into memory is read, what does not stays on the disk.
  ///
  /// - Throws: as ``StoredBlob/forEachPart(_:)``.
  func settled() throws -> BodyContent {
    guard case .stored(let blob) = self, blob.sizeBytes <= StoredBlob.memoryLimitBytes else {
      return self
    }
    var bytes: [UInt8] = []
    try blob.forEachPart { part in
      bytes += part
      guard bytes.count <= blob.sizeBytes else { throw StoredBlob.tampered(blob.path) }
    }
    return .bytes(bytes)
  }
}
