/// The content of a request's or a response's body, as far as a tape keeps it.
public enum BodyContent: Sendable, Hashable {
  /// All bytes.
  case bytes([UInt8])
  /// A multipart form, without its boundary; files and large fields keep digest and size only.
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
    /// What a small field without a file name says; size and digest are the text's then.
    public private(set) var text: String?

    /// A file, or a field of which only digest and size are known.
    public init(
      name: String, filename: String?, contentType: String?, sizeBytes: Int, sha256: String
    ) {
      self.name = name
      self.filename = filename
      self.contentType = contentType
      self.sizeBytes = sizeBytes
      self.sha256 = sha256
    }

    /// A field with a text.
    public init(name: String, contentType: String?, text: String) {
      self.init(name: name, filename: nil, contentType: contentType, sizeBytes: 0, sha256: "")
      setText(text)
    }

    mutating func setText(_ text: String) {
      self.text = text
      sizeBytes = text.utf8.count
      sha256 = Digest.of(text.utf8)
    }
  }

  /// The size of what was transferred; for a form the size of its parts' contents.
  public var sizeBytes: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .form(let parts):
      // Sizes of a tape from elsewhere may be anything.
      parts.reduce(0) { $0.addingReportingOverflow($1.sizeBytes).partialValue }
    case .stored(let blob): blob.sizeBytes
    case .omitted(_, let size): size
    }
  }
}
