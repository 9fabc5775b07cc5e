import HTTPTypes

extension PlannedResponse {
  /// As the driver performs it. A name that is no field name is left out.
  var plan: Plan {
    var fields = HTTPFields()
    for header in headers {
      guard let name = HTTPField.Name(header.name) else { continue }
      fields.append(HTTPField(name: name, value: header.value))
    }
    if fields[.contentLength] == nil { fields[.contentLength] = String(body.count) }
    return Plan(status: status, headers: fields, body: .bytes(body))
  }

  /// Whether a header may be called so (RFC 9110 section 5.1).
  public static func isFieldName(_ text: String) -> Bool { HTTPField.Name(text) != nil }

  /// Whether a header may say so (RFC 9110 section 5.5).
  public static func isFieldValue(_ text: String) -> Bool { HTTPField.isValidValue(text) }
}
