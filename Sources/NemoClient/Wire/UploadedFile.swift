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

  static func lastPathComponent(of url: String) -> String {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    return withoutPercents(path.split(separator: "/").last ?? path)
  }

  /// The file's own name, where the URL has it in percent coding (RFC 3986, section 2.1). What is no
  /// code stays.
  private static func withoutPercents(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let coded = codedByte(rest.prefix(2)) {
        bytes.append(coded)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Nil for what is no code, and for what no name may hold.
  private static func codedByte(_ digits: ArraySlice<UInt8>) -> UInt8? {
    let text = String(decoding: digits, as: UTF8.self)
    guard text.count == 2, text.allSatisfy(\.isHexDigit), let byte = UInt8(text, radix: 16),
      byte >= 0x20, byte != UInt8(ascii: "/")
    else { return nil }
    return byte
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
