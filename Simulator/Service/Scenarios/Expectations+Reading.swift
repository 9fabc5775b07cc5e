import NemoSimulator

/// `expect`: what there should be at the end.
extension Expectations {
  init(_ node: YAMLNode) throws(ScenarioFileError) {
    self.init()
    var keys = try MappingReader(node)
    acceptedRuns = try keys.count("runs")
    if let node = keys.value("credits") { credits = try Credits(node) }
    if let node = keys.value("renders") { renders = try Renders(node) }
    if let node = keys.value("draft") { draft = try Draft(node) }
    requests = try keys.counts("requests", of: PlannedRefusal.Operation.allCases, named: \.rawValue)
    if let node = keys.value("refusals") { refusals = try Self.codes(node) }
    faults = try keys.counts("faults", of: Fault.all.map(\.name), named: \.self)
    journal = try keys.counts("journal", of: JournalEntry.Kind.all, named: \.rawValue)
    try keys.finish()
  }

  /// Codes are numbers, so that there is no list of them.
  private static func codes(_ node: YAMLNode) throws(ScenarioFileError) -> [Counted<Int>] {
    var keys = try MappingReader(node)
    var counts: [Counted<Int>] = []
    for entry in keys.rest() {
      guard YAMLNode.isInteger(entry.key), let code = Int(entry.key), (400...9_999).contains(code)
      else {
        throw ScenarioFileError(
          .outOfRange, at: entry.keyMark, key: entry.key, "A code is expected, such as 1001.")
      }
      counts.append(Counted(code, try entry.value.count()))
    }
    return counts
  }
}

extension Expectations.Credits {
  fileprivate init(_ node: YAMLNode) throws(ScenarioFileError) {
    self.init()
    var keys = try MappingReader(node)
    available = try keys.count("available")
    frozen = try keys.count("frozen")
    spent = try keys.count("spent")
    try keys.finish()
  }
}

extension Expectations.Renders {
  fileprivate init(_ node: YAMLNode) throws(ScenarioFileError) {
    self.init()
    var keys = try MappingReader(node)
    submitted = try keys.count("submitted")
    completed = try keys.count("completed")
    failed = try keys.count("failed")
    try keys.finish()
  }
}

extension Expectations.Draft {
  fileprivate init(_ node: YAMLNode) throws(ScenarioFileError) {
    self.init()
    var keys = try MappingReader(node)
    milliseconds = try keys.read("duration") { node throws(ScenarioFileError) in
      try node.milliseconds()
    }
    for kind in Expectations.SegmentKind.allCases {
      guard let count = try keys.count(kind.rawValue) else { continue }
      segments.append(Expectations.Counted(kind, count))
    }
    try keys.finish()
  }
}

extension MappingReader {
  fileprivate mutating func count(
    _ key: String
  ) throws(ScenarioFileError) -> Expectations.Count? {
    try read(key) { node throws(ScenarioFileError) in try node.count() }
  }

  /// The counts of things that have names.
  fileprivate mutating func counts<Key: Sendable & Hashable & Codable>(
    _ key: String, of known: [Key], named name: (Key) -> String
  ) throws(ScenarioFileError) -> [Expectations.Counted<Key>] {
    guard let node = value(key) else { return [] }
    var keys = try MappingReader(node)
    var counts: [Expectations.Counted<Key>] = []
    for one in known {
      guard let count = try keys.count(name(one)) else { continue }
      counts.append(Expectations.Counted(one, count))
    }
    try keys.finish()
    return counts
  }
}
