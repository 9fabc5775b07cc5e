import NemoSimulator
import Testing

/// One row of the table dialect × journey: a preset, or the default with one switch turned.
struct DialectRow: Sendable, CustomTestStringConvertible {
  /// The preset's name, or `SWITCH=VALUE`.
  var name: String
  var dialect: Dialect

  var testDescription: String { name }

  static let presets = Dialect.presets.map { DialectRow(name: $0.name, dialect: $0.dialect) }

  /// Every value of every switch that is not its default.
  static let switches: [DialectRow] = DialectSwitch.all.flatMap { one in
    values(of: one).filter { $0 != one.defaultValue }.compactMap { value in
      var dialect = Dialect.seed
      return one.set(value, in: &dialect)
        ? DialectRow(name: "\(one.name)=\(value)", dialect: dialect) : nil
    }
  }

  static let all = presets + switches

  /// Whether it has this `SWITCH=VALUE`.
  func says(_ setting: String) -> Bool {
    DialectSwitch.all.contains { "\($0.name)=\($0.value(in: dialect))" == setting }
  }

  /// What stands for the numbers that a switch takes: both ends of a percentage, and the 200 MB of
  /// section 19, row 31.
  private static let numbers = ["silentEditPercent": ["0", "100"], "sizeCap": ["209715200"]]

  private static func values(of one: DialectSwitch) -> [String] { numbers[one.name] ?? one.values }
}
