/// What went wrong with a cassette, and what to do next. Free of tokens, headers and prompts.
public struct CassetteError: Error, Sendable, Hashable, CustomStringConvertible {
  public var code: Code
  /// One or two sentences for a person.
  public var sentence: String

  public init(_ code: Code, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }

  public var description: String { sentence }

  /// What failed.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The name would leave the folder of the cassettes.
    public static let badName = Code(rawValue: "bad-name")
    /// There is no cassette at the path.
    public static let notFound = Code(rawValue: "not-found")
    /// The cassette's files are not what they should be.
    public static let unreadable = Code(rawValue: "unreadable")
    /// A part of the tape is larger than the format allows.
    public static let tooLarge = Code(rawValue: "too-large")
    /// A digest or a key on the tape is not the one of what it stands for.
    public static let tampered = Code(rawValue: "tampered")
    /// A file or the database could not be written.
    public static let unwritable = Code(rawValue: "unwritable")
    /// An earlier recording was not sealed.
    public static let leftover = Code(rawValue: "leftover")
    /// A request that the tape does not have.
    public static let missing = Code(rawValue: "missing")
    /// A request that was made more often than recorded.
    public static let exhausted = Code(rawValue: "exhausted")
    /// A message that was sent more often than recorded; against the service it would cost twice.
    public static let doubleRun = Code(rawValue: "double-run")
    /// Recorded exchanges that nobody asked for.
    public static let unused = Code(rawValue: "unused")
    /// Something that cannot be redacted.
    public static let unredactable = Code(rawValue: "unredactable")
    /// A secret was found in what was to be sealed.
    public static let secretFound = Code(rawValue: "secret-found")
  }
}
