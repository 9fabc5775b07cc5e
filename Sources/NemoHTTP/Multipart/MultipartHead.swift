/// The head of one part of a form, RFC 7578 section 4.
public struct MultipartHead: Sendable, Hashable {
  /// The header fields in their order, names as they were sent.
  public var fields: [Field]

  public struct Field: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(fields: [Field]) {
    self.fields = fields
  }

  /// Reads the lines between a delimiter and the empty line. Lines without a colon are skipped.
  init(lines: ArraySlice<UInt8>) {
    let text = String(decoding: lines, as: UTF8.self)
    // "\r\n" is one Character.
    fields = text.split(separator: "\r\n").compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return Field(
        name: String(line[..<colon]),
        value: line[line.index(after: colon)...].trimmingBlanks())
    }
  }

  /// The value of the first field of that name; case does not matter.
  public subscript(name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The name of the form's field; empty when there is none.
  public var name: String { disposition["name"] ?? "" }

  /// The name of the file, as the sender gave it; nil for a part that is no file.
  ///
  /// It may hold path separators: never use it as a path. `filename*` (RFC 8187) wins over
  /// `filename`, as RFC 6266 section 4.3 has it.
  public var filename: String? {
    let disposition = disposition
    return disposition["filename*"].flatMap(extendedValue) ?? disposition["filename"]
  }

  public var contentType: String? { self["content-type"] }

  private var disposition: HeaderParameters {
    HeaderParameters(self["content-disposition"] ?? "", unescapesFormNames: true)
  }
}

/// The text of `UTF-8''na%C3%AFve.mp4`, RFC 8187 section 3.2; nil for other character sets.
private func extendedValue(_ value: String) -> String? {
  let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
  guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
  var bytes: [UInt8] = []
  var rest = Array(parts[2].utf8)[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%") else {
      bytes.append(byte)
      continue
    }
    guard rest.count >= 2, rest.first != UInt8(ascii: "+"), rest.first != UInt8(ascii: "-"),
      let decoded = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
    else { return nil }
    bytes.append(decoded)
    rest.removeFirst(2)
  }
  return String(validating: bytes, as: UTF8.self)
}

extension Substring {
  /// Without blanks and tabs at its ends.
  fileprivate func trimmingBlanks() -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = drop(while: isBlank)
    return String(start.reversed().drop(while: isBlank).reversed())
  }
}
