#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How a body stands in the text form.
///
/// The shape depends on the bytes alone, so that the same body always gives the same lines.
struct BodyLines {
  /// Text longer than this becomes a blob; of events only what is too much for the memory.
  static let textLimitBytes = 256 << 10
  /// What is not UTF-8 becomes a blob beyond this.
  static let binaryLimitBytes = 4 << 10

  /// Blobs that the lines refer to, by digest.
  private(set) var blobs: [TapeText.Blob] = []
  private var digests: Set<String> = []

  /// One JSON object that stands for the body; nil for an empty one.
  ///
  /// A stored body is taken to be too large for the memory.
  mutating func object(_ body: BodyContent) -> [UInt8]? {
    switch body {
    case .bytes([]): nil
    case .bytes(let bytes): object(bytes)
    case .form(let parts): Array("{\"form\":\(JSONBytes.parts(parts))}".utf8)
    case .stored(let blob): object(blob.sha256, blob.sizeBytes, .stored(blob))
    case .omitted(let sha256, let size):
      Array("{\"omitted\":\(JSONBytes.quoted(sha256)),\"size\":\(size)}".utf8)
    }
  }

  private mutating func object(_ bytes: [UInt8]) -> [UInt8] {
    let isText = String(validating: bytes, as: UTF8.self) != nil
    guard bytes.count <= (isText ? Self.textLimitBytes : Self.binaryLimitBytes) else {
      return object(Digest.of(bytes), bytes.count, .bytes(bytes))
    }
    if isText { return Self.isSplicable(bytes) ? Self.splice(bytes) : Self.member("text", bytes) }
    return Array("{\"base64\":\"\(Data(bytes).base64EncodedString())\"}".utf8)
  }

  private mutating func object(
    _ sha256: String, _ sizeBytes: Int, _ content: TapeText.Blob.Content
  ) -> [UInt8] {
    if digests.insert(sha256).inserted { blobs.append(.init(sha256: sha256, content: content)) }
    return Array("{\"blob\":\(JSONBytes.quoted(sha256)),\"size\":\(sizeBytes)}".utf8)
  }

  /// Valid JSON that fits on a line and has nothing around it.
  private static func isSplicable(_ bytes: [UInt8]) -> Bool {
    !bytes.contains { $0 == 0x0a || $0 == 0x0d }
      && JSONNode.parse(bytes, depthLimit: TapeLimits.splicedJSONDepth)?.range == bytes
        .startIndex..<bytes.endIndex
  }

  private static func splice(_ bytes: [UInt8]) -> [UInt8] {
    Array("{\"json\":".utf8) + bytes + [UInt8(ascii: "}")]
  }

  private static func member(_ key: String, _ text: [UInt8]) -> [UInt8] {
    Array("{\"\(key)\":".utf8) + JSONBytes.quoted(text) + [UInt8(ascii: "}")]
  }

  /// The member that stands for one event of a stream.
  static func event(_ bytes: [UInt8]) -> [UInt8] {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      return Array("\"e64\":\"\(Data(bytes).base64EncodedString())\"".utf8)
    }
    return Array("\"e\":".utf8) + JSONBytes.quoted(bytes)
  }

  /// What the end of a stream says about its events, so that a mixture of two streams is found.
  static func sum(of bytes: [UInt8]) -> String { String(Digest.of(bytes).prefix(sumDigits)) }

  private static let sumDigits = 32

  /// The reverse of ``object(_:)``.
  static func body(
    from node: JSONNode, in line: [UInt8], _ place: TapePlace
  ) throws -> BodyContent {
    if let json = node["json"] {
      try node.requireKeys(["json"])
      return .bytes(Array(line[json.range]))
    }
    if node["text"] != nil {
      try node.requireKeys(["text"])
      return .bytes(Array(try node.requiredText("text").utf8))
    }
    if node["base64"] != nil {
      try node.requireKeys(["base64"])
      guard let data = Data(base64Encoded: try node.requiredText("base64")) else {
        throw LineFault("has a `base64` that is none")
      }
      return .bytes([UInt8](data))
    }
    if let form = node["form"] {
      try node.requireKeys(["form"])
      guard let parts = JSONBytes.parts(from: form, in: line) else {
        throw LineFault("has a form whose parts lack `name` and `text`, or `size` and `sha256`")
      }
      return .form(parts)
    }
    return try large(node, line, place)
  }

  private static func large(
    _ node: JSONNode, _ line: [UInt8], _ place: TapePlace
  ) throws -> BodyContent {
    try node.requireKeys(["blob", "omitted", "size"])
    let size = try node["size"].map { size throws(LineFault) in
      guard let value = size.integer(in: line), (0...Int64(TapeLimits.bodyBytes)).contains(value)
      else { throw LineFault("has a `size` that is no number of bytes") }
      return Int(value)
    }
    if let digest = try node.optionalText("omitted"), node["blob"] == nil, let size {
      return .omitted(sha256: digest, sizeBytes: size)
    }
    guard let name = try node.optionalText("blob"), node["omitted"] == nil else {
      throw LineFault("has a body of an unknown kind")
    }
    return try place.blob(name, sizeBytes: size)
  }

  /// The reverse of ``event(_:)``; nil when the line holds no event.
  static func event(from node: JSONNode) -> [UInt8]? {
    guard (node["e"] == nil) != (node["e64"] == nil) else { return nil }
    if let text = node["e"]?.text { return Array(text.utf8) }
    return node["e64"]?.text.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
  }
}
