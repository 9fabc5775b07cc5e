import NemoSimulator

/// Reads the members of a mapping by name, and refuses those that nobody asked for.
struct MappingReader {
  let mark: YAMLNode.Mark
  private let entries: [YAMLNode.Entry]
  /// What was asked for, in order.
  private var known: [String] = []

  init(_ node: YAMLNode) throws(ScenarioFileError) {
    guard case .mapping(let entries) = node.content else {
      throw node.error(.wrongType, "Keys with values are expected, not \(node.kind).")
    }
    self.entries = entries
    mark = node.mark
  }

  /// The value of a key; nil when it is not there.
  mutating func value(_ key: String) -> YAMLNode? {
    known.append(key)
    return entries.first { $0.key == key }?.value
  }

  /// Reads the value of a key; nil when it is not there.
  mutating func read<Value>(
    _ key: String, _ body: (YAMLNode) throws(ScenarioFileError) -> Value
  ) throws(ScenarioFileError) -> Value? {
    guard let node = value(key) else { return nil }
    do {
      return try body(node)
    } catch {
      var error = error
      error.key = error.key ?? key
      throw error
    }
  }

  /// Reads the value of a key that must be there.
  mutating func require<Value>(
    _ key: String, _ body: (YAMLNode) throws(ScenarioFileError) -> Value
  ) throws(ScenarioFileError) -> Value {
    guard let value = try read(key, body) else {
      throw ScenarioFileError(.missingKey, at: mark, key: key, "This key is missing here.")
    }
    return value
  }

  /// Which one of these keys is there; they exclude each other.
  func only(one keys: [String]) throws(ScenarioFileError) -> String? {
    let given = entries.filter { keys.contains($0.key) }
    if given.count > 1 {
      throw ScenarioFileError(
        .contradiction, at: given[1].keyMark, key: given[1].key,
        "It cannot stand beside \(given[0].key). Keep one of them.")
    }
    return given.first?.key
  }

  /// Refuses keys, such as those that another key makes meaningless.
  func refuse(_ keys: [String], because sentence: String) throws(ScenarioFileError) {
    guard let entry = entries.first(where: { keys.contains($0.key) }) else { return }
    throw ScenarioFileError(.contradiction, at: entry.keyMark, key: entry.key, sentence)
  }

  /// Everything that has not been asked for, as it is.
  mutating func rest() -> [YAMLNode.Entry] {
    let rest = entries.filter { !known.contains($0.key) }
    known += rest.map(\.key)
    return rest
  }

  /// - Throws: for the first key that nobody asked for.
  func finish() throws(ScenarioFileError) {
    guard let entry = entries.first(where: { !known.contains($0.key) }) else { return }
    throw ScenarioFileError(
      .unknownKey, at: entry.keyMark, key: entry.key,
      nearest: NearestName.of(entry.key, among: known),
      "There is no such key here. \(NearestName.hint(entry.key, among: known))")
  }
}
