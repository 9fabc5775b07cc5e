import Yams

/// Parses YAML within limits: what scenario files need of it, and no more.
enum YAMLDocument {
  /// How deep lists and mappings may lie in each other.
  static let depthLimit = 32
  /// How many values there may be, those that aliases repeat included.
  static let valueLimit = 50_000
  /// How many aliases there may be. So few cannot multiply a document by more than a few hundreds,
  /// whatever they stand for, also before the values are counted.
  static let aliasLimit = 16

  /// - Returns: nil for a document without any value.
  static func parse(_ text: String) throws(ScenarioFileError) -> YAMLNode? {
    try checkAliases(in: text)
    let root: Node?
    do {
      root = try Parser(yaml: text, encoding: .utf8).singleRoot()
    } catch {
      throw ScenarioFileError(yaml: error)
    }
    guard let root else { return nil }
    var count = 0
    return try convert(root, depth: 0, &count)
  }

  /// Counts words that may be aliases: `*name` at the start of a word, outside of comment lines.
  private static func checkAliases(in text: String) throws(ScenarioFileError) {
    var count = 0
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.first(where: { $0 != " " }) != "#" {
      var previous: Unicode.Scalar = " "
      for (column, scalar) in line.unicodeScalars.enumerated() {
        defer { previous = scalar }
        guard scalar == "*", " \t[{,:-?".unicodeScalars.contains(previous) else { continue }
        count += 1
        guard count <= aliasLimit else {
          throw ScenarioFileError(
            .notYAML, at: .init(line: number + 1, column: column + 1),
            "More than \(aliasLimit) words that begin with * (aliases). Write the values out.")
        }
      }
    }
  }

  private static func convert(
    _ node: Node, depth: Int, _ count: inout Int
  ) throws(ScenarioFileError) -> YAMLNode {
    let mark = YAMLNode.Mark(node.mark)
    count += 1
    guard count <= valueLimit else {
      throw ScenarioFileError(.tooManyValues, at: mark, "More than \(valueLimit) values.")
    }
    guard depth <= depthLimit else {
      throw ScenarioFileError(.tooDeep, at: mark, "More than \(depthLimit) levels.")
    }
    switch node {
    case .scalar(let scalar):
      return YAMLNode(mark: mark, content: try convert(scalar, mark))
    case .sequence(let sequence):
      try refuseTag(sequence.tag, mark)
      var values: [YAMLNode] = []
      for value in sequence { values.append(try convert(value, depth: depth + 1, &count)) }
      return YAMLNode(mark: mark, content: .list(values))
    case .mapping(let mapping):
      try refuseTag(mapping.tag, mark)
      return YAMLNode(mark: mark, content: try convert(mapping, depth: depth, &count))
    case .alias:
      // The parser puts the value in the place of the alias.
      throw ScenarioFileError(.notYAML, at: mark, "An alias that stands for nothing.")
    }
  }

  private static func convert(
    _ scalar: Node.Scalar, _ mark: YAMLNode.Mark
  ) throws(ScenarioFileError) -> YAMLNode.Content {
    let isPlain = scalar.style == .plain || scalar.style == .any
    try refuseTag(scalar.tag, mark)
    return .scalar(scalar.string, isPlain: isPlain)
  }

  private static func convert(
    _ mapping: Node.Mapping, depth: Int, _ count: inout Int
  ) throws(ScenarioFileError) -> YAMLNode.Content {
    var entries: [YAMLNode.Entry] = []
    for (key, value) in mapping {
      let mark = YAMLNode.Mark(key.mark)
      guard case .scalar(let scalar) = key else {
        throw ScenarioFileError(.wrongType, at: mark, "A key is a word, not a list or a mapping.")
      }
      guard !entries.contains(where: { $0.key == scalar.string }) else {
        throw ScenarioFileError(
          .duplicateKey, at: mark, key: scalar.string, "This key is here twice. Keep one of them.")
      }
      let converted = try convert(value, depth: depth + 1, &count)
      entries.append(.init(key: scalar.string, keyMark: mark, value: converted))
    }
    return .mapping(entries)
  }

  /// The tags of usual values change nothing: the parser itself gives them to what is in a key.
  private static let usualTags =
    ["", "str", "int", "float", "bool", "null", "timestamp"]
    + ["seq", "map", "merge", "value"]

  private static func refuseTag(_ tag: Tag, _ mark: YAMLNode.Mark) throws(ScenarioFileError) {
    let name = tag.description
    let standard = "tag:yaml.org,2002:"
    guard
      usualTags.contains(name.hasPrefix(standard) ? String(name.dropFirst(standard.count)) : name)
    else {
      throw ScenarioFileError(.notYAML, at: mark, "Tags (words after !) mean nothing here.")
    }
  }
}

extension YAMLNode.Mark {
  fileprivate init(_ mark: Yams.Mark?) {
    self.init(line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
}

extension ScenarioFileError {
  /// Without the file's text, which the parser's own errors repeat.
  fileprivate init(yaml error: any Error) {
    guard let error = error as? YamlError else {
      self.init(.notYAML, "This is not YAML.")
      return
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(.notYAML, at: .init(mark), "This is not YAML: \(problem).")
    case .duplicatedKeysInMapping(let keys, let context):
      self.init(
        .duplicateKey, at: .init(context.mark), key: keys.first,
        "This key is here twice. Keep one of them.")
    case .reader(let problem, _, _, _): self.init(.notYAML, "This is not YAML: \(problem).")
    default: self.init(.notYAML, "This is not YAML.")
    }
  }
}
