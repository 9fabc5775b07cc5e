import NemoSimulator
import NemoTime

/// The keys at the top of a file.
extension ScenarioFile {
  /// How many credits an account may have.
  static let creditLimit = 1_000_000_000
  /// A day in seconds: the longest render, and the longest life of a token but a week.
  static let day = 86_400

  mutating func read(_ root: YAMLNode) throws(ScenarioFileError) {
    var keys = try MappingReader(root)
    title = try keys.read("title") { node throws(ScenarioFileError) in try node.words() }
    summary = try keys.read("summary") { node throws(ScenarioFileError) in try node.words() }
    seed = try keys.read("seed") { node throws(ScenarioFileError) in
      try node.integer(in: 0...UInt64.max)
    }
    if let node = keys.value("clock") { try readClock(node) }
    dialect =
      try keys.read("dialect") { node throws(ScenarioFileError) in try Self.dialect(node) }
      ?? .seed
    if let node = keys.value("account") { try readAccount(node) }
    scenario.silence =
      try keys.read("silence") { node throws(ScenarioFileError) in
        try node.choice("never, always or seeded")
      } ?? .seeded
    if let node = keys.value("renders") { try readRenders(node) }
    try keys.read("rules") { node throws(ScenarioFileError) in try readRules(node) }
    try keys.read("faults") { node throws(ScenarioFileError) in try readFaults(node) }
    if let node = keys.value("expect") { scenario.expected = try Expectations(node) }
    try keys.finish()
  }

  private mutating func readClock(_ node: YAMLNode) throws(ScenarioFileError) {
    var keys = try MappingReader(node)
    pace = try keys.read("pace") { node throws(ScenarioFileError) in
      try node.choice("real, fast or instant")
    }
    start = try keys.read("start") { node throws(ScenarioFileError) in try Self.date(node) }
    try keys.finish()
  }

  private static func date(_ node: YAMLNode) throws(ScenarioFileError) -> WallTime {
    guard let time = WallTime(iso8601: try node.scalar("A date")) else {
      throw node.error(
        .wrongType, "A date is expected, such as 2030-01-01T00:00:00Z, not \(node.kind).")
    }
    return time
  }

  /// The name of a preset, or switches over one.
  private static func dialect(_ node: YAMLNode) throws(ScenarioFileError) -> Dialect {
    guard case .mapping = node.content else { return try preset(node) }
    var keys = try MappingReader(node)
    var dialect =
      try keys.read("preset") { node throws(ScenarioFileError) in try preset(node) } ?? .seed
    for one in DialectSwitch.all {
      try keys.read(one.name) { node throws(ScenarioFileError) in
        try turn(one, node, in: &dialect)
      }
    }
    try keys.finish()
    return dialect
  }

  private static func preset(_ node: YAMLNode) throws(ScenarioFileError) -> Dialect {
    let name = try node.choice("The name of a dialect", of: Dialect.presets.map(\.name))
    return Dialect.preset(named: name) ?? .seed
  }

  private static func turn(
    _ one: DialectSwitch, _ node: YAMLNode, in dialect: inout Dialect
  ) throws(ScenarioFileError) {
    let value = try node.scalar(one.values.joined(separator: " or "))
    guard !one.set(value, in: &dialect) else { return }
    throw node.error(
      .unknownName,
      "\"\(value.prefix(40))\" is none of \(one.values.joined(separator: ", ")).")
  }

  private mutating func readAccount(_ node: YAMLNode) throws(ScenarioFileError) {
    var keys = try MappingReader(node)
    scenario.account.kind =
      try keys.read("kind") { node throws(ScenarioFileError) in
        try node.choice("anonymous or registered")
      } ?? .anonymous
    scenario.account.plan =
      try keys.read("plan") { node throws(ScenarioFileError) in try node.choice("open or free") }
      ?? .open
    scenario.account.credits = try keys.read("credits") { node throws(ScenarioFileError) in
      try node.integer(in: 0...Self.creditLimit)
    }
    scenario.account.tokenSeconds = try keys.read("tokenLife") { node throws(ScenarioFileError) in
      try node.wholeSeconds(in: 1...7 * Self.day)
    }
    try keys.finish()
  }

  private mutating func readRenders(_ node: YAMLNode) throws(ScenarioFileError) {
    var keys = try MappingReader(node)
    scenario.renderSeconds = try keys.read("duration") { node throws(ScenarioFileError) in
      try node.wholeSeconds(in: 0...Self.day)
    }
    scenario.failedRenders =
      try keys.read("fail") { node throws(ScenarioFileError) in
        guard let numbers = try node.numbers() else {
          throw node.error(.outOfRange, "Say which renders fail, such as [1, 2] or 1...100.")
        }
        return numbers
      } ?? []
    try keys.finish()
  }
}
