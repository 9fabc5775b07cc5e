/// A recorded multipart form, written anew.
struct VerifyForm {
  let bytes: [UInt8]
  let contentType: String
  let remark: String
  /// Whether one of the files is not the recorded one.
  let hasStandIn: Bool

  init(_ parts: [BodyContent.FormPart], files: VerifyFiles, boundary: String) {
    var bytes: [UInt8] = []
    var remarks: [String] = []
    var hasStandIn = false
    for part in parts {
      let content = files.bytes(for: part)
      bytes += "--\(boundary)\r\n".utf8
      bytes += "Content-Disposition: form-data; name=\"\(Self.escaped(part.name))\"".utf8
      if let name = part.filename { bytes += "; filename=\"\(Self.escaped(name))\"".utf8 }
      if let type = part.contentType { bytes += "\r\nContent-Type: \(Self.escaped(type))".utf8 }
      bytes += "\r\n\r\n".utf8
      bytes += content.bytes + Array("\r\n".utf8)
      hasStandIn = hasStandIn || !content.isOriginal
      let name = part.filename ?? part.name
      remarks.append(
        content.isOriginal
          ? "sent \(name) itself"
          : "sent \(VerifyReport.standIn) \(Figures.bytes(content.bytes.count)) for \(name)")
    }
    self.bytes = bytes + Array("--\(boundary)--\r\n".utf8)
    contentType = "multipart/form-data; boundary=\(boundary)"
    remark = remarks.joined(separator: ", ")
    self.hasStandIn = hasStandIn
  }

  /// As browsers do (HTML Living Standard, section 4.10.21.8).
  private static func escaped(_ text: String) -> String {
    text.replacing("\"", with: "%22").replacing("\r\n", with: "%0D%0A")
      .replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }
}
