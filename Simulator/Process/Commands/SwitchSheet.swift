import NemoSimulator

/// One switch in detail: its values, what the backend does by each, and which presets say so.
struct SwitchSheet {
  private let one: DialectSwitch
  private let program: String

  init(_ one: DialectSwitch, program: String) {
    self.one = one
    self.program = program
  }

  func lines(width: Int?) -> [StyledLine] {
    [StyledLine("\(one.name): \(one.subject) (\(source))", .strong), StyledLine()]
      + TextTable(
        [.init("VALUE", .strong), .init("MEANING", wraps: true), .init("PRESETS", .dim)], rows
      ).lines(width: width)
      + [StyledLine(), StyledLine("\(program) --set \(one.name)=\(example)", .dim)]
  }

  private var source: String {
    one.source.first?.isNumber == true ? "contract section \(one.source)" : one.source
  }

  private var rows: [[String]] {
    zip(one.values, one.meanings).map { value, meaning in
      [value, meaning, isNumber ? "\(one.defaultValue) in all" : presets(saying: value)]
    }
  }

  private var isNumber: Bool { one.values != [one.defaultValue] && one.values.count == 1 }

  private func presets(saying value: String) -> String {
    Dialect.presets.filter { one.value(in: $0.dialect) == value }.map(\.name)
      .joined(separator: ", ")
  }

  /// A value that is not the default.
  private var example: String {
    isNumber ? one.defaultValue : one.values.first { $0 != one.defaultValue } ?? one.defaultValue
  }
}

/// One preset in detail: where it departs from the defaults.
struct PresetSheet {
  private let preset: Dialect.Preset
  private let program: String

  init(_ preset: Dialect.Preset, program: String) {
    self.preset = preset
    self.program = program
  }

  func lines(width: Int?) -> [StyledLine] {
    [StyledLine("\(preset.name): \(preset.summary)", .strong), StyledLine()]
      + (rows.isEmpty ? [StyledLine("Every switch has its default.")] : table.lines(width: width))
      + [StyledLine(), StyledLine("\(program) --dialect \(preset.name)", .dim)]
  }

  private var table: TextTable {
    TextTable(
      [
        .init("SWITCH", .strong), .init("VALUE"), .init("DEFAULT", .dim),
        .init("MEANING", wraps: true),
      ], rows)
  }

  private var rows: [[String]] {
    DialectSwitch.all.compactMap { one in
      let value = one.value(in: preset.dialect)
      guard value != one.defaultValue else { return nil }
      return [one.name, value, one.defaultValue, "\(one.subject): \(meaning(of: value, one))"]
    }
  }

  private func meaning(of value: String, _ one: DialectSwitch) -> String {
    zip(one.values, one.meanings).first { $0.0 == value }?.1 ?? value
  }
}
