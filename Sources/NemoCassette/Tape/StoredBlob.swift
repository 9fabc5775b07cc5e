public import NemoHTTP

/// The bytes of a body in a file of their own: too many to hold in memory.
///
/// A tape keeps `blobs/<sha256>` of its folder that way. Equal when the bytes are, wherever they
/// stand.
public struct StoredBlob: Sendable {
  /// Bodies up to this size are held in memory, as ``BodyContent/bytes(_:)``.
  public static let memoryLimitBytes = 1 << 20

  /// Where the file is.
  public var path: String
  /// In lower-case hexadecimal.
  public var sha256: String
  public var sizeBytes: Int

  public init(path: String, sha256: String, sizeBytes: Int) {
    self.path = path
    self.sha256 = sha256
    self.sizeBytes = sizeBytes
  }

  /// Opens the file, from its front.
  ///
  /// - Throws: `FileFailure`.
  public func reader() throws -> any FileReader { try DiskFileStore().reader(of: path) }
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
