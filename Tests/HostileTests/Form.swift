/// Multipart bodies, good and bad.
enum Form {
  static let type = "multipart/form-data; boundary=bnd"
  /// The start of an MP4.
  static let content = Array("\u{0}\u{0}\u{0}\u{18}ftypisom".utf8)
  static let end = Array("--bnd--\r\n".utf8)

  static func part(_ head: String, _ content: [UInt8] = content) -> [UInt8] {
    Array("--bnd\r\n\(head)\r\n\r\n".utf8) + content + Array("\r\n".utf8)
  }

  static func part(named name: String, _ content: [UInt8] = content) -> [UInt8] {
    part("Content-Disposition: form-data; name=\"files\"; filename=\"\(name)\"", content)
  }

  static func file(named name: String) -> [UInt8] { part(named: name) + end }
}
