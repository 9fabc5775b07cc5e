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

extension UploadedFile {
  /// A file object of an upload's answer; `video_infos` hold the same, as far as is known
  /// (section 9). Nil for an object that names no file.
  init?(json: JSONValue) {
    let url = json.first(of: "cdn_url", "url", "cdnUrl")?.string
    let named = json.first(of: "filename", "file_name", "name", "title")?.string
    guard let filename = named ?? url.map(Self.lastPathComponent) else { return nil }
    self.init(
      filename: filename, kind: json.first(of: "file_type", "type", "kind")?.string, url: url,
      durationSeconds: json["duration"]?.double, width: Self.pixels(json["width"]),
      height: Self.pixels(json["height"]))
  }

  /// Sound has no size; some servers say 0 (section 11).
  private static func pixels(_ value: JSONValue?) -> Int? {
    value?.integer.flatMap(Int.init(exactly:)).flatMap { $0 > 0 ? $0 : nil }
  }

  private static func lastPathComponent(of url: String) -> String {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    return String(path.split(separator: "/").last ?? path)
  }
}

/// The answer to an upload.
package struct UploadAnswer: Sendable, Hashable {
  package var files: [UploadedFile]
  /// Whether the session has the files already; nil when the backend does not say.
  package var sessionStateApplied: Bool?

  /// - Throws: ``BackendRefusal``, ``UnexpectedAnswer``.
  package init(status: Int, body: [UInt8]) throws {
    let payload = try ResponseInterpreter.payload(of: .upload, status: status, body: body)
    // The variants of section 19, row 25.
    let listed = (payload["files"] ?? payload["uploaded_files"])?.elements
    files = (listed ?? [payload.value]).compactMap(UploadedFile.init(json:))
    sessionStateApplied = payload["session_state_applied"]?.bool
  }
}
