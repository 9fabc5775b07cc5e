/// A value of a YAML document, with its place.
struct YAMLNode: Sendable, Hashable {
  var mark: Mark
  var content: Content

  /// Counted from 1; columns in Unicode scalars.
  struct Mark: Sendable, Hashable {
    var line: Int
    var column: Int
  }

  indirect enum Content: Sendable, Hashable {
    /// Only plain scalars may be numbers, truth values or null; quoted ones are texts.
    case scalar(String, isPlain: Bool)
    case list([YAMLNode])
    case mapping([Entry])
  }

  /// A member of a mapping, in the order of the file; keys differ.
  struct Entry: Sendable, Hashable {
    var key: String
    var keyMark: Mark
    var value: YAMLNode
  }

  func error(_ code: ScenarioFileError.Code, _ sentence: String) -> ScenarioFileError {
    ScenarioFileError(code, at: mark, sentence)
  }
}
