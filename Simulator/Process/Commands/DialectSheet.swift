import NemoSimulator

/// The table preset × switch as `dialects` prints it.
enum DialectSheet {
  /// The whole JSON document.
  struct Document: Encodable {
    var presets: [Preset]
    var switches: [Point]
  }

  struct Preset: Encodable {
    var name: String
    var summary: String
    /// Every switch, by its name.
    var values: [String: String]

    init(_ preset: Dialect.Preset) {
      name = preset.name
      summary = preset.summary
      values = Dictionary(
        uniqueKeysWithValues: DialectSwitch.all.map { ($0.name, $0.value(in: preset.dialect)) })
    }
  }

  struct Point: Encodable {
    struct Value: Encodable {
      var value: String
      var meaning: String
    }

    var name: String
    var subject: String
    var source: String
    var standard: String
    var values: [Value]
    /// What each preset says, by its name.
    var presets: [String: String]

    enum CodingKeys: String, CodingKey {
      case name, subject, source, values, presets
      case standard = "default"
    }

    init(_ one: DialectSwitch) {
      name = one.name
      subject = one.subject
      source = one.source
      standard = one.defaultValue
      values = zip(one.values, one.meanings).map { Value(value: $0, meaning: $1) }
      presets = Dictionary(
        uniqueKeysWithValues: Dialect.presets.map { ($0.name, one.value(in: $0.dialect)) })
    }
  }

  static var document: Document {
    Document(presets: Dialect.presets.map(Preset.init), switches: DialectSwitch.all.map(Point.init))
  }

  /// All that ``DialectsCommand`` can describe.
  static var names: [String] { DialectSwitch.all.map(\.name) + Dialect.presets.map(\.name) }

  /// The widest form that fits: with what each switch decides, without, or as a list.
  static func lines(width: Int?) -> [StyledLine] {
    let forms = [matrix(withSubjects: true), matrix(withSubjects: false)]
    let fitting = forms.first { width ?? .max >= $0.width }
    return (fitting ?? list).lines(width: width) + [StyledLine(), StyledLine(footnote, .dim)]
  }

  private static let footnote =
    "A blank says what seed says; dialects NAME describes a switch or a preset."

  private static func matrix(withSubjects: Bool) -> TextTable {
    let presets = Dialect.presets
    let subjects = withSubjects ? [TextTable.Column("WHAT IT DECIDES", wraps: true)] : []
    return TextTable(
      [.init("SWITCH", .strong), .init("CONTRACT", .dim)] + presets.map { .init($0.name) }
        + subjects,
      DialectSwitch.all.map { one in
        [one.name, one.source] + presets.map { cell(one, $0) } + (withSubjects ? [one.subject] : [])
      })
  }

  private static var list: TextTable {
    TextTable(
      [
        .init("SWITCH", .strong), .init("seed"), .init("OTHER PRESETS", wraps: true),
      ],
      DialectSwitch.all.map { one in
        let others = Dialect.presets.filter { !cell(one, $0).isEmpty && $0.name != "seed" }
        return [
          one.name, one.defaultValue,
          others.map { "\($0.name)=\(cell(one, $0))" }.joined(separator: ", "),
        ]
      })
  }

  private static func cell(_ one: DialectSwitch, _ preset: Dialect.Preset) -> String {
    let value = one.value(in: preset.dialect)
    return preset.dialect != .seed && value == one.defaultValue ? "" : value
  }
}
