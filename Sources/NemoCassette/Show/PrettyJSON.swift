/// JSON in lines that a person can read; every number and string keeps its spelling.
enum PrettyJSON {
  /// Nil when the bytes are no JSON.
  ///
  /// - Parameter width: objects and arrays that fit into so many columns stay on one line.
  static func lines(_ bytes: [UInt8], width: Int) -> [String]? {
    JSONNode.parse(bytes).map { lines($0, in: bytes, width: width) }
  }

  static func lines(_ node: JSONNode, in bytes: [UInt8], width: Int) -> [String] {
    var lines = [""]
    write(node, bytes, width: width, depth: 0, suffix: "", into: &lines)
    return lines
  }

  /// On one line, with a space after each comma and colon.
  static func line(_ node: JSONNode, in bytes: [UInt8]) -> String {
    switch node.value {
    case .object(let members):
      let texts = members.map { "\(JSONBytes.quoted($0.key)): \(line($0.value, in: bytes))" }
      return "{" + texts.joined(separator: ", ") + "}"
    case .array(let elements):
      return "[" + elements.map { line($0, in: bytes) }.joined(separator: ", ") + "]"
    case .string, .number, .literal: return spelling(node, bytes)
    }
  }

  private static func write(
    _ node: JSONNode, _ bytes: [UInt8], width: Int, depth: Int, suffix: String,
    into lines: inout [String]
  ) {
    let indent = String(repeating: "  ", count: depth)
    // What has more bytes than that can't fit, and needn't be written to find out.
    if node.range.count <= width * 4 || !isNested(node) {
      let flat = line(node, in: bytes) + suffix
      let used = TextColumns.width(lines[lines.count - 1])
      if !isNested(node) || used + TextColumns.width(flat) <= width {
        lines[lines.count - 1] += flat
        return
      }
    }
    switch node.value {
    case .object(let members):
      lines[lines.count - 1] += "{"
      for (index, member) in members.enumerated() {
        lines.append(indent + "  \(JSONBytes.quoted(member.key)): ")
        let comma = index + 1 < members.count ? "," : ""
        write(member.value, bytes, width: width, depth: depth + 1, suffix: comma, into: &lines)
      }
      lines.append(indent + "}" + suffix)
    case .array(let elements):
      lines[lines.count - 1] += "["
      for (index, element) in elements.enumerated() {
        lines.append(indent + "  ")
        let comma = index + 1 < elements.count ? "," : ""
        write(element, bytes, width: width, depth: depth + 1, suffix: comma, into: &lines)
      }
      lines.append(indent + "]" + suffix)
    case .string, .number, .literal: break  // Never nested.
    }
  }

  private static func isNested(_ node: JSONNode) -> Bool {
    switch node.value {
    case .object(let members): !members.isEmpty
    case .array(let elements): !elements.isEmpty
    case .string, .number, .literal: false
    }
  }

  private static func spelling(_ node: JSONNode, _ bytes: [UInt8]) -> String {
    String(decoding: bytes[node.range], as: UTF8.self)
  }
}
