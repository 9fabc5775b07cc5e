import Crypto

/// The content of a request's or a response's body, as far as a tape keeps it.
public enum BodyContent: Sendable, Hashable {
  /// All bytes.
  case bytes([UInt8])
  /// A multipart form, without its boundary; files keep digest and size only.
  case form([FormPart])
  /// All bytes, in a file of their own.
  case stored(StoredBlob)
  /// Too large to keep: the SHA-256 in lower-case hexadecimal (empty when the recording stopped
  /// before the end of the body) and the size.
  case omitted(sha256: String, sizeBytes: Int)

  public static let empty = BodyContent.bytes([])

  /// One part of a multipart form, RFC 7578.
  public struct FormPart: Sendable, Hashable {
    public var name: String
    public var filename: String?
    public var contentType: String?
    public var sizeBytes: Int
    /// In lower-case hexadecimal.
    public var sha256: String

    public init(
      name: String, filename: String?, contentType: String?, sizeBytes: Int, sha256: String
    ) {
      self.name = name
      self.filename = filename
      self.contentType = contentType
      self.sizeBytes = sizeBytes
      self.sha256 = sha256
    }
  }

  /// The size of what was transferred; for a form the size of its parts' contents.
  public var sizeBytes: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .form(let parts): parts.reduce(0) { $0 + $1.sizeBytes }
    case .stored(let blob): blob.sizeBytes
    case .omitted(_, let size): size
    }
  }
}

/// A running SHA-256.
struct Digest: Sendable {
  private var hash = SHA256()
  private(set) var sizeBytes = 0

  mutating func append(_ bytes: some Sequence<UInt8>) {
    let handled: Void? = bytes.withContiguousStorageIfAvailable { buffer in
      hash.update(bufferPointer: UnsafeRawBufferPointer(buffer))
      sizeBytes += buffer.count
    }
    if handled == nil { append(Array(bytes)) }
  }

  /// In lower-case hexadecimal.
  var hexadecimal: String {
    hash.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  static func of(_ bytes: some Sequence<UInt8>) -> String {
    var digest = Digest()
    digest.append(bytes)
    return digest.hexadecimal
  }
}
