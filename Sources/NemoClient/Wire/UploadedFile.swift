/// A file that the backend has, contract section 11.
public struct UploadedFile: Sendable, Hashable {
  public var filename: String
  /// Such as `video`, `image` or `audio`.
  public var kind: String?
  public var url: String?
  public var durationSeconds: Double?
  /// In pixels.
  public var width: Int?
  public var height: Int?

  public init(
    filename: String, kind: String? = nil, url: String? = nil, durationSeconds: Double? = nil,
    width: Int? = nil, height: Int? = nil
  ) {
    self.filename = filename
    self.kind = kind
    self.url = url
    self.durationSeconds = durationSeconds
    self.width = width
    self.height = height
  }
}

/// The answer to an upload.
package struct UploadAnswer: Sendable, Hashable {
  package var files: [UploadedFile]
  /// Whether the session has the files already; nil when the backend does not say.
  package var sessionStateApplied: Bool?

  package init(status: Int, body: [UInt8]) throws {
    throw BackendRefusal(code: .unspecified, httpStatus: status)
  }
}
