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

  /// No body is larger than a tebibyte.
  private static let omittedLimitBytes: Int64 = 1 << 40

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
      && JSONNode.parse(bytes)?.range == bytes.startIndex..<bytes.endIndex
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

  /// The reverse of ``object(_:)``; nil when it is no body.
  static func body(
    from node: JSONNode, in line: [UInt8], blob: (String, Int?) throws -> BodyContent
  ) throws -> BodyContent? {
    if let json = node["json"] { return .bytes(Array(line[json.range])) }
    if let text = node["text"]?.text { return .bytes(Array(text.utf8)) }
    if let base64 = node["base64"]?.text {
      return Data(base64Encoded: base64).map { .bytes([UInt8]($0)) }
    }
    if let name = node["blob"]?.text {
      return try blob(name, node["size"]?.integer(in: line).map { Int($0) })
    }
    if let form = node["form"] { return JSONBytes.parts(from: form, in: line).map { .form($0) } }
    if let digest = node["omitted"]?.text, let size = node["size"]?.integer(in: line),
      (0...omittedLimitBytes).contains(size)
    {
      return .omitted(sha256: digest, sizeBytes: Int(size))
    }
    return nil
  }

  /// The reverse of ``event(_:)``; nil when the line holds no event.
  static func event(from node: JSONNode) -> [UInt8]? {
    if let text = node["e"]?.text { return Array(text.utf8) }
    return node["e64"]?.text.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
  }
}
