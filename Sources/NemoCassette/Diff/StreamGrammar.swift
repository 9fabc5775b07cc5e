/// In which order which kinds of events come: `(tool_call tool_result) ×4 text`.
struct StreamGrammar: Hashable {
  /// The longest group of kinds that is folded.
  private static let longestGroup = 4

  private let groups: [Group]

  private struct Group: Hashable {
    var kinds: [String]
    var count: Int
  }

  /// - Parameter kinds: in the order of the stream.
  init(_ kinds: [String]) {
    var groups: [Group] = []
    var rest = kinds[...]
    while !rest.isEmpty {
      let group = Self.longestRun(at: rest)
      groups.append(group)
      rest = rest.dropFirst(group.kinds.count * group.count)
    }
    self.groups = groups
  }

  /// Every group with how often it comes.
  var description: String {
    groups.map { group in
      let kinds = group.kinds.joined(separator: " ")
      guard group.count > 1 else { return kinds }
      return (group.kinds.count > 1 ? "(\(kinds))" : kinds) + " ×\(group.count)"
    }.joined(separator: " ")
  }

  /// Without saying how often: two streams of the same agent compare alike.
  var loose: String {
    var kinds = groups.flatMap { $0.kinds }
    // What was folded may now repeat what stands before it.
    while case let folded = StreamGrammar(kinds).groups.flatMap({ $0.kinds }),
      folded.count < kinds.count
    { kinds = folded }
    return kinds.joined(separator: " ")
  }

  /// What covers the most from here on when it is folded.
  private static func longestRun(at kinds: ArraySlice<String>) -> Group {
    var best = Group(kinds: Array(kinds.prefix(1)), count: 1)
    for length in 1...longestGroup where kinds.count >= length * 2 {
      let group = kinds.prefix(length)
      var count = 1
      while kinds.dropFirst(length * count).prefix(length).elementsEqual(group) { count += 1 }
      if count > 1, length * count > best.kinds.count * best.count || best.count == 1 {
        best = Group(kinds: Array(group), count: count)
      }
    }
    return best
  }
}

extension [StreamEvent] {
  /// Heartbeats say only that time went by.
  var grammar: StreamGrammar { StreamGrammar(filter { !$0.isHeartbeat }.map { $0.kind }) }

  /// Without what is said after all work is done: whether an edit is silent is chance (contract
  /// section 7.6).
  var withoutClosingText: [StreamEvent] {
    let said = [StreamEvent.textKind, StreamEvent.partial]
    let passed = said + [StreamEvent.heartbeat, StreamEvent.done]
    let start = lastIndex { !passed.contains($0.kind) }.map { $0 + 1 } ?? 0
    return self[..<start] + self[start...].filter { !said.contains($0.kind) }
  }

  /// As ``grammar``; fragments of a text count as the text.
  var looseGrammar: String {
    let kinds = filter { !$0.isHeartbeat }.map {
      $0.kind == StreamEvent.partial ? StreamEvent.textKind : $0.kind
    }
    return StreamGrammar(kinds).loose
  }
}
