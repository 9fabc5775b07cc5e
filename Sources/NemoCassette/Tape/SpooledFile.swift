/// The file of a body that a recording did not hold in memory.
struct SpooledFile {
  /// Where bodies have their files, relative to the folder of the database.
  static let folder = "blobs"
  /// What a file is called while it is written: this, and a number.
  static let namePrefix = ".spool-"
  private static let longestNumber = 12

  /// Where the bytes are now.
  let path: String

  /// - Parameters:
  ///   - relative: `blobs/.spool-<number>` or `blobs/<sha256>`; nothing else is opened.
  ///   - database: the path of the database.
  ///   - sha256: the digest; empty while it is not known.
  init(_ relative: String, beside database: String, sha256: String) throws(CassetteError) {
    let parts = relative.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts[0] == Self.folder, Self.isName(parts[1]) else {
      throw CassetteError(
        .unreadable,
        "\(database) names a file that is none of a recording's. Restore it, or record again.")
    }
    let last = database.split(separator: "/", omittingEmptySubsequences: false).last?.count ?? 0
    let beside = String(database.dropLast(last)) + Self.folder + "/"
    let spool = beside + parts[1]
    // Sealing gives a file its final name before the database goes.
    let wasSealed = RegularFile(spool).sizeBytes == nil && Digest.isDigest(sha256)
    path = wasSealed ? beside + sha256 : spool
  }

  /// Whether a name is that of a body being written.
  static func isSpool(_ name: some StringProtocol) -> Bool {
    let number = name.utf8.dropFirst(namePrefix.utf8.count)
    return name.hasPrefix(namePrefix) && (1...longestNumber).contains(number.count)
      && number.allSatisfy(JSONBytes.isDigit)
  }

  private static func isName(_ name: String) -> Bool { isSpool(name) || Digest.isDigest(name) }

  /// The body in the file.
  ///
  /// - Parameter expected: what was noted when the body was complete; without it, the file counts as
  ///   it is.
  func body(expecting expected: (sha256: String, sizeBytes: Int)?) throws -> BodyContent {
    guard let size = RegularFile(path).sizeBytes, size <= TapeLimits.bodyBytes else {
      throw CassetteError(
        .unreadable, "\(path) is missing or cannot be read. Restore the file, or record again.")
    }
    var blob = StoredBlob(path: path, sha256: "", sizeBytes: size)
    if let expected {
      (blob.sha256, blob.sizeBytes) = expected
      try blob.check()
    } else {
      blob.sha256 = try blob.actualDigest()
    }
    return try BodyContent.stored(blob).settled()
  }
}
