/// JSON in one spelling: keys sorted, no white space, strings escaped alike, numbers as they are.
enum CanonicalJSON {
  /// Stands for a secret, which is never compared.
  static let secretPlaceholder = "{secret}"

  static func text(_ node: JSONNode, in bytes: [UInt8]) -> String {
    switch node.value {
    case .object(let members):
      let sorted = members.enumerated().sorted {
        ($0.element.key, $0.offset) < ($1.element.key, $1.offset)
      }
      let texts = sorted.map { _, member in
        "\(JSONBytes.quoted(member.key)):\(text(member.value, key: member.key, in: bytes))"
      }
      return "{" + texts.joined(separator: ",") + "}"
    case .array(let elements):
      return "[" + elements.map { text($0, in: bytes) }.joined(separator: ",") + "]"
    case .string(let string): return JSONBytes.quoted(string)
    case .number, .literal: return String(decoding: bytes[node.range], as: UTF8.self)
    }
  }

  private static func text(_ node: JSONNode, key: String, in bytes: [UInt8]) -> String {
    SecretScanner.isSecretKey(key) ? "\"\(secretPlaceholder)\"" : text(node, in: bytes)
  }

  /// The path of the first difference, such as `new_message.parts[0].text`; nil when alike.
  static func difference(_ one: String, _ other: String) -> String? {
    let (bytes, others) = (Array(one.utf8), Array(other.utf8))
    guard let node = JSONNode.parse(bytes), let second = JSONNode.parse(others) else {
      return one == other ? nil : ""
    }
    return difference(node, bytes, second, others)
  }

  private static func difference(
    _ one: JSONNode, _ bytes: [UInt8], _ other: JSONNode, _ others: [UInt8]
  ) -> String? {
    if bytes[one.range].elementsEqual(others[other.range]) { return nil }
    switch (one.value, other.value) {
    case (.object(let members), .object(let second)):
      let keys = Set(members.map { $0.key }).union(second.map { $0.key }).sorted()
      for key in keys {
        guard let value = one[key], let otherValue = other[key] else { return shown(key: key) }
        if let rest = difference(value, bytes, otherValue, others) {
          return shown(key: key) + (rest.isEmpty || rest.hasPrefix("[") ? rest : "." + rest)
        }
      }
      return ""
    case (.array(let elements), .array(let second)):
      for (index, pair) in zip(elements, second).enumerated() {
        if let rest = difference(pair.0, bytes, pair.1, others) {
          return rest.isEmpty || rest.hasPrefix("[") ? "[\(index)]" + rest : "[\(index)]." + rest
        }
      }
      return "[\(min(elements.count, second.count))]"
    default: return ""
    }
  }

  private static let longestShownKey = 40

  /// A key as an error shows it: one that is no plain word may hold anything.
  static func shown(key: String) -> String {
    let isPlain = !key.isEmpty && key.utf8.allSatisfy(SecretScanner.isTokenByte)
    return isPlain && key.utf8.count <= longestShownKey ? key : "[?]"
  }
}
