/// What JSON looks like apart from its values: keys and types. The elements of an array count as
/// one.
struct Shape: Hashable {
  private var types: Set<String> = []
  private var members: [String: Shape] = [:]
  private var element: [Shape] = []

  /// - Parameter opaque: keys whose values count as a type only, wherever they stand.
  init(_ node: JSONNode, in bytes: [UInt8], opaque: Set<String> = []) {
    switch node.value {
    case .object(let list):
      types = ["object"]
      for member in list {
        var shape = Shape(member.value, in: bytes, opaque: opaque)
        if opaque.contains(member.key) { (shape.members, shape.element) = ([:], []) }
        members[member.key, default: shape].merge(shape)
      }
    case .array(let list):
      types = ["array"]
      for item in list {
        let shape = Shape(item, in: bytes, opaque: opaque)
        if element.isEmpty { element = [shape] } else { element[0].merge(shape) }
      }
    case .string: types = ["string"]
    case .number: types = ["number"]
    case .literal: types = [Self.word(bytes[node.range])]
    }
  }

  mutating func merge(_ other: Shape) {
    types.formUnion(other.types)
    members.merge(other.members) { one, second in
      var merged = one
      merged.merge(second)
      return merged
    }
    if let second = other.element.first {
      if element.isEmpty { element = [second] } else { element[0].merge(second) }
    }
  }

  /// Where another shape differs, in the order of the keys; no value is told, only types.
  ///
  /// An array without elements says nothing about them.
  func changes(to other: Shape, at path: String = "") -> [Change] {
    guard types == other.types else { return [Change(path, name, other.name)] }
    var changes: [Change] = []
    for key in Set(members.keys).union(other.members.keys).sorted() {
      let path = JSONPath.join(path, JSONPath.key(key))
      switch (members[key], other.members[key]) {
      case (let before?, let now?): changes += before.changes(to: now, at: path)
      case (let before, let now): changes.append(Change(path, before?.name, now?.name))
      }
    }
    if let before = element.first, let now = other.element.first {
      changes += before.changes(to: now, at: path + "[]")
    }
    return changes
  }

  private var name: String { types.sorted().joined(separator: " or ") }

  private static func word(_ spelling: ArraySlice<UInt8>) -> String {
    spelling.elementsEqual("null".utf8) ? "null" : "boolean"
  }
}
