import NemoHTTP
import Testing

@Suite struct MultipartParserTests {
  /// As curl 8 sends `-F note=hi -F 'files=@clip.mp4;type=video/mp4'`, with a lookalike of the
  /// delimiter in the file (RFC 7578 section 4, RFC 2046 section 5.1.1).
  private static let form = """
    --XyZ\r
    Content-Disposition: form-data; name="note"\r
    \r
    hi\r
    --XyZ \t\r
    Content-Disposition: form-data; name="files"; filename="clip.mp4"\r
    Content-Type: video/mp4\r
    \r
    a\r
    --XyZa\r
    --XyY\r\r\n--Xy\r\n\r
    -\r
    --XyZ--\r
    after
    """
  private static let file = "a\r\n--XyZa\r\n--XyY\r\r\n--Xy\r\n\r\n-"

  /// The parts of a body that arrives in these pieces: name, file name and content.
  private func parts(
    _ pieces: [[UInt8]], boundary: String = "XyZ", limits: MultipartParser.Limits = .init()
  ) throws -> [String] {
    var parser = try MultipartParser(boundary: boundary, limits: limits)
    var parts: [String] = []
    var content: [UInt8] = []
    for event in try pieces.flatMap({ try parser.receive($0) }) {
      switch event {
      case .part(let head): parts.append("\(head.name)|\(head.filename ?? "-")|")
      case .bytes(let bytes): content += bytes
      case .partEnd:
        parts[parts.count - 1] += String(decoding: content, as: UTF8.self)
        content = []
      case .end: parts.append("end")
      }
    }
    try parser.finish()
    return parts
  }

  private func parts(_ text: String, boundary: String = "XyZ") throws -> [String] {
    try parts([Array(text.utf8)], boundary: boundary)
  }

  @Test func `a form cut in two at any byte gives the same parts`() throws {
    let bytes = Array(Self.form.utf8)
    for cut in 0...bytes.count {
      let found = try parts([Array(bytes[..<cut]), Array(bytes[cut...])])
      #expect(found == ["note|-|hi", "files|clip.mp4|" + Self.file, "end"], "cut at \(cut)")
    }
  }

  @Test(arguments: 1...9)
  func `a form in pieces of one size gives the same parts`(size: Int) throws {
    let bytes = Array(Self.form.utf8)
    let pieces = stride(from: 0, to: bytes.count, by: size).map {
      Array(bytes[$0..<min($0 + size, bytes.count)])
    }
    let found = try parts(pieces)
    #expect(found == ["note|-|hi", "files|clip.mp4|" + Self.file, "end"])
  }

  @Test func `a part may be empty, with and without an empty line of its own`() throws {
    let head = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
    #expect(try parts(head + "\r\n--B--", boundary: "B") == ["a|-|", "end"])
    #expect(try parts(head + "--B--", boundary: "B") == ["a|-|", "end"])
    #expect(try parts("--B\r\n\r\nx\r\n--B--", boundary: "B") == ["|-|x", "end"])
    #expect(try parts("--B--", boundary: "B") == ["end"])
  }

  @Test func `what comes before the first delimiter is skipped`() throws {
    #expect(try parts("hello\r\n--B\r\n\r\nx\r\n--B--\r\n", boundary: "B") == ["|-|x", "end"])
  }

  @Test func `content that begins with a line end keeps it`() throws {
    #expect(try parts("--B\r\n\r\n\r\nx\r\n--B--", boundary: "B") == ["|-|\r\nx", "end"])
  }

  @Test func `a body that ends anywhere before its last delimiter is truncated`() throws {
    let whole = Array(Self.form.utf8)
    let end = whole.count - "\r\nafter".utf8.count
    for length in 0..<end {
      #expect(throws: MultipartFailure.truncated, "\(length) bytes") {
        try parts([Array(whole[..<length])])
      }
    }
    #expect(throws: Never.self) { try parts([Array(whole[..<end])]) }
  }

  @Test func `limits on heads, parts and preamble hold`() throws {
    var limits = MultipartParser.Limits()
    limits.headBytes = 20
    limits.parts = 1
    limits.preambleBytes = 4
    let long = Array("--B\r\nA: 4567890123456789\r\n\r\nx\r\n--B--".utf8)
    #expect(throws: MultipartFailure.headTooLarge) {
      try parts([long], boundary: "B", limits: limits)
    }
    #expect(throws: MultipartFailure.headTooLarge) {
      try parts(long.map { [$0] }, boundary: "B", limits: limits)
    }
    #expect(throws: MultipartFailure.tooManyParts) {
      try parts(
        [Array("--B\r\n\r\n\r\n--B\r\n\r\n\r\n--B--".utf8)], boundary: "B", limits: limits)
    }
    #expect(throws: MultipartFailure.noDelimiter) {
      try parts([Array("12345\r\n--B--".utf8)], boundary: "B", limits: limits)
    }
    #expect(throws: MultipartFailure.noBoundary) { try parts([], boundary: "") }
    let tooLong = String(repeating: "b", count: 71)
    #expect(throws: MultipartFailure.noBoundary) { try parts([], boundary: tooLong) }
  }

  @Test func `a large file is passed on in pieces, none of it twice`() throws {
    var parser = try MultipartParser(boundary: "B")
    _ = try parser.receive(Array("--B\r\n\r\n".utf8))
    let chunk = [UInt8](repeating: 13, count: 1 << 16)
    var count = 0
    for _ in 0..<16 {
      for case .bytes(let bytes) in try parser.receive(chunk) { count += bytes.count }
    }
    // A carriage return at the end may be a delimiter's first byte.
    #expect(count == (16 << 16) - 1)
  }
}
