extension JSONValue {
  /// The same for values that say the same: members sorted by key, the last of each, and numbers
  /// in one spelling.
  var canonical: JSONValue {
    switch self {
    case .null, .bool, .string: self
    case .number(let text): .number(Self.canonicalNumber(text))
    case .array(let elements): .array(elements.map(\.canonical))
    case .object(let members): .object(Self.canonicalMembers(members))
    }
  }

  private static func canonicalMembers(_ members: [Member]) -> [Member] {
    // Stable, so that the last of several members with one key stays the last.
    let sorted = members.enumerated().sorted { one, other in
      one.element.key == other.element.key
        ? one.offset < other.offset : one.element.key < other.element.key
    }
    var canonical: [Member] = []
    for (_, member) in sorted {
      if canonical.last?.key == member.key { canonical.removeLast() }
      canonical.append(Member(member.key, member.value.canonical))
    }
    return canonical
  }

  /// Whole numbers as integers, others as the shortest text of their `Double`; what fits neither
  /// stays as it is.
  private static func canonicalNumber(_ text: String) -> String {
    if let integer = Int64(text) { return String(integer) }
    guard let value = Double(text), value.isFinite else { return text }
    // Up to 2^53 a whole `Double` is exact.
    if value == value.rounded(), abs(value) <= 9_007_199_254_740_992 { return String(Int64(value)) }
    // An integer with more digits than a `Double` has is another number for each digit.
    return text.contains(where: { ".eE".contains($0) }) ? String(value) : text
  }
}
