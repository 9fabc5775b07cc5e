public import ArgumentParser
public import NemoSimulator

/// The flags that say how a simulated backend speaks.
public struct DialectOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "How the backend speaks where its sources disagree.",
      discussion: "One of \(Self.presetNames).", valueName: "preset"))
  var dialect: String?

  @Option(
    help: ArgumentHelp(
      "Turn one switch of the dialect; may be repeated.", valueName: "switch=value"))
  var set: [String] = []

  public init() {}

  public func validate() throws { _ = try chosen() }

  /// What the flags say together; nil when there are none.
  ///
  /// - Parameter base: what single switches are turned in where no preset is named.
  /// - Throws: `ValidationError` that names what is near, for an unknown preset, switch or value.
  public func chosen(over base: Dialect = .seed) throws -> Dialect? {
    guard dialect != nil || !set.isEmpty else { return nil }
    var chosen = try dialect.map(Self.preset) ?? base
    for setting in set { try Self.apply(setting, to: &chosen) }
    return chosen
  }

  private static var presetNames: String {
    Dialect.presets.map(\.name).joined(separator: ", ")
  }

  private static func preset(_ name: String) throws -> Dialect {
    if let preset = Dialect.preset(named: name) { return preset }
    throw ValidationError(
      "There is no dialect \(name)."
        + NearestName.question(name, among: Dialect.presets.map(\.name))
        + " It is one of \(presetNames).")
  }

  private static func apply(_ setting: String, to dialect: inout Dialect) throws {
    guard let equals = setting.firstIndex(of: "=") else {
      throw ValidationError("--set takes SWITCH=VALUE, such as errors=http, not \(setting).")
    }
    let name = String(setting[..<equals])
    let value = String(setting[setting.index(after: equals)...])
    guard let one = DialectSwitch.named(name) else {
      throw ValidationError(
        "There is no switch \(name)."
          + NearestName.question(name, among: DialectSwitch.all.map(\.name))
          + " The command dialects of the simulator lists them.")
    }
    guard one.set(value, in: &dialect) else {
      throw ValidationError(
        "\(name) is never \(value)." + NearestName.question(value, among: one.values)
          + " It is one of \(one.values.joined(separator: ", ")).")
    }
  }
}
