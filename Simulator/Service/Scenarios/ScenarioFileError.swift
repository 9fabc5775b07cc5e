/// A scenario file that cannot be used. Its description is `file:line:column: key: sentence`.
public struct ScenarioFileError: Error, Sendable, Hashable {
  public var code: Code
  /// As it was given, or as a library file is called.
  public var file: String
  /// Counted from 1; nil where the trouble is with the file as a whole.
  public var line: Int?
  /// Counted from 1, in Unicode scalars.
  public var column: Int?
  /// The key whose name or value it is about.
  public var key: String?
  /// The known name that is most like one that is unknown.
  public var nearest: String?
  /// What is wrong, and what to write instead.
  public var sentence: String

  public enum Code: Sendable, Hashable {
    /// There is no such file, and no such scenario in the library.
    case notFound
    case unreadable, tooLarge
    /// Not YAML, or more of it than scenarios need: tags, several documents, many aliases.
    case notYAML
    case tooDeep, tooManyValues
    case unknownKey, duplicateKey, missingKey, contradiction
    case wrongType, outOfRange, unknownName
  }

  init(
    _ code: Code, at mark: YAMLNode.Mark? = nil, key: String? = nil, nearest: String? = nil,
    file: String = "", _ sentence: String
  ) {
    self.code = code
    self.file = file
    line = mark?.line
    column = mark?.column
    self.key = key
    self.nearest = nearest
    self.sentence = sentence
  }
}

extension ScenarioFileError: CustomStringConvertible {
  public var description: String {
    var place = file
    if let line { place += ":\(line):\(column ?? 1)" }
    let subject = key.map { "\($0): " } ?? ""
    return "\(place): \(subject)\(sentence)"
  }
}
