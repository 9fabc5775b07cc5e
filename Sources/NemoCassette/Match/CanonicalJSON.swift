/// JSON in one spelling: keys sorted, no white space, strings escaped alike, numbers as they are.
enum CanonicalJSON {
  /// Stands for a secret, which is never compared.
  static let secretPlaceholder = "{secret}"

  static func text(_ node: JSONNode, in bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    write(node, of: bytes, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private static func write(_ node: JSONNode, of bytes: [UInt8], to output: inout [UInt8]) {
    switch node.value {
    case .object(let members):
      write(members, of: bytes, to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        write(element, of: bytes, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .string(let string): JSONBytes.append(quoted: string.utf8, to: &output)
    case .number, .literal: output += bytes[node.range]
    }
  }

  private static func write(
    _ members: [(key: String, value: JSONNode)], of bytes: [UInt8], to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "{"))
    for (place, index) in order(of: members).enumerated() {
      if place > 0 { output.append(UInt8(ascii: ",")) }
      let (key, value) = members[index]
      JSONBytes.append(quoted: key.utf8, to: &output)
      output.append(UInt8(ascii: ":"))
      if SecretScanner.isSecretKey(key) {
        JSONBytes.append(quoted: secretPlaceholder.utf8, to: &output)
      } else {
        write(value, of: bytes, to: &output)
      }
    }
    output.append(UInt8(ascii: "}"))
  }

  /// The members by key, those of one key in their order.
  private static func order(of members: [(key: String, value: JSONNode)]) -> [Int] {
    // By bytes: how Swift compares strings is nothing that another language should need.
    members.indices.sorted { one, other in
      let (key, otherKey) = (members[one].key.utf8, members[other].key.utf8)
      if key.lexicographicallyPrecedes(otherKey) { return true }
      return one < other && key.elementsEqual(otherKey)
    }
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
