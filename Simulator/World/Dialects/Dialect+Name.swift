extension Dialect {
  /// What to call it: a preset's name, and where it departs from the nearest preset, how; such as
  /// `adk` or `seed with errors=http, heartbeat=none`.
  public var name: String {
    let named = Self.presets.map { ($0.name, differences(from: $0.dialect)) }
    guard let (preset, differences) = named.min(by: { $0.1.count < $1.1.count }) else { return "" }
    return differences.isEmpty
      ? preset : "\(preset) with \(differences.joined(separator: ", "))"
  }

  /// The switches that say something else here, as `SWITCH=VALUE` in the order of the table.
  package func differences(from other: Dialect) -> [String] {
    DialectSwitch.all.filter { $0.value(in: self) != $0.value(in: other) }
      .map { "\($0.name)=\($0.value(in: self))" }
  }
}
