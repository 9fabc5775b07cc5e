/// All paths at which two JSON texts differ.
struct JSONChanges {
  /// How many are told of one pair.
  static let limit = 200

  private let old: [UInt8]
  private let new: [UInt8]
  private var changes: [Change] = []
  private var more = 0

  /// - Parameter ignoring: keys of the outermost object that are passed over.
  /// - Returns: the changes in the order of the new text; nil when one of the two is no JSON.
  static func between(
    _ old: [UInt8], _ new: [UInt8], ignoring: Set<String> = []
  ) -> [Change]? {
    guard let one = JSONNode.parse(old), let other = JSONNode.parse(new) else { return nil }
    var finder = JSONChanges(old: old, new: new)
    finder.compare(one, other, at: "", ignoring: ignoring)
    if finder.more > 0 {
      finder.changes.append(Change("…", nil, "and \(finder.more) more"))
    }
    return finder.changes
  }

  private init(old: [UInt8], new: [UInt8]) {
    self.old = old
    self.new = new
  }

  private mutating func compare(
    _ one: JSONNode, _ other: JSONNode, at path: String, ignoring: Set<String> = []
  ) {
    if old[one.range] == new[other.range] { return }
    switch (one.value, other.value) {
    case (.object(let members), .object(let others)):
      compare(members, others, one, other, at: path, ignoring: ignoring)
    case (.array(let elements), .array(let others)):
      compare(elements, others, at: path)
    case (.string(let text), .string(let second)) where text == second: break
    default: note(Change(path, Self.text(one, old), Self.text(other, new)))
    }
  }

  private mutating func compare(
    _ members: [(key: String, value: JSONNode)], _ others: [(key: String, value: JSONNode)],
    _ one: JSONNode, _ other: JSONNode, at path: String, ignoring: Set<String>
  ) {
    let oldKeys = Set(members.map { $0.key })
    let newKeys = Set(others.map { $0.key })
    for member in members where !newKeys.contains(member.key) && !ignoring.contains(member.key) {
      note(Change(below(path, member.key), Self.text(member.value, old), nil))
    }
    for member in others where !ignoring.contains(member.key) {
      let path = below(path, member.key)
      if oldKeys.contains(member.key), let before = one[member.key], let now = other[member.key] {
        compare(before, now, at: path)
      } else {
        note(Change(path, nil, Self.text(member.value, new)))
      }
    }
  }

  /// What is alike at both ends is left out, so that one element more is one change.
  private mutating func compare(_ elements: [JSONNode], _ others: [JSONNode], at path: String) {
    var (start, end, otherEnd) = (0, elements.count, others.count)
    while start < min(end, otherEnd), isAlike(elements[start], others[start]) { start += 1 }
    while end > start, otherEnd > start, isAlike(elements[end - 1], others[otherEnd - 1]) {
      end -= 1
      otherEnd -= 1
    }
    for index in start..<max(end, otherEnd) {
      let path = path + "[\(index)]"
      switch (index < end, index < otherEnd) {
      case (true, true): compare(elements[index], others[index], at: path)
      case (true, false): note(Change(path, Self.text(elements[index], old), nil))
      default: note(Change(path, nil, Self.text(others[index], new)))
      }
    }
  }

  private func isAlike(_ one: JSONNode, _ other: JSONNode) -> Bool {
    old[one.range] == new[other.range]
      || CanonicalJSON.text(one, in: old) == CanonicalJSON.text(other, in: new)
  }

  private mutating func note(_ change: Change) {
    if changes.count < Self.limit { changes.append(change) } else { more += 1 }
  }

  private func below(_ path: String, _ key: String) -> String {
    JSONPath.join(path, JSONPath.key(key))
  }

  private static func text(_ node: JSONNode, _ bytes: [UInt8]) -> String {
    PrettyJSON.line(node, in: bytes)
  }
}
