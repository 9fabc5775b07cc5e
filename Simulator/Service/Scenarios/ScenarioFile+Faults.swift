import NemoSimulator

/// `faults`: what goes wrong, out of the catalogue.
extension ScenarioFile {
  mutating func readFaults(_ node: YAMLNode) throws(ScenarioFileError) {
    let faults = try node.list()
    guard faults.count <= World.faultLimit else {
      throw node.error(.tooManyValues, "More than \(World.faultLimit) faults.")
    }
    for fault in faults { scenario.faults.append(try PlannedFault(fault)) }
  }
}

extension PlannedFault {
  fileprivate init(_ node: YAMLNode) throws(ScenarioFileError) {
    var keys = try MappingReader(node)
    let entry = try keys.require("fault") { node throws(ScenarioFileError) in
      let name = try node.choice("The name of a fault", of: Fault.all.map(\.name))
      guard let entry = Fault.named(name) else { throw node.error(.unknownName, "Unknown.") }
      return entry
    }
    let operation = try keys.read("of") { node throws(ScenarioFileError) in
      try Self.operation(of: entry, node)
    }
    let numbers =
      try keys.read("at") { node throws(ScenarioFileError) in try node.numbers() } ?? nil
    let percent: Int? = try keys.read("percent") { node throws(ScenarioFileError) in
      try node.integer(in: 0...100)
    }
    let seconds = try keys.read("during") { node throws(ScenarioFileError) in
      try node.secondsRange()
    }
    let settings = try Self.settings(of: entry, &keys)
    try keys.finish()
    do {
      try self.init(
        entry.name, of: operation, at: numbers, percent: percent, seconds: seconds,
        settings: settings)
    } catch {
      throw node.error(.outOfRange, "\(error)")
    }
  }

  private static func operation(
    of entry: Fault, _ node: YAMLNode
  ) throws(ScenarioFileError) -> Fault.Operation {
    let operation: Fault.Operation = try node.choice("The name of an operation")
    guard entry.operations.contains(operation) else {
      let names = entry.operations.map(\.rawValue).joined(separator: ", ")
      throw node.error(.outOfRange, "\(entry.name) applies to \(names) only.")
    }
    return operation
  }

  private static func settings(
    of entry: Fault, _ keys: inout MappingReader
  ) throws(ScenarioFileError) -> [String: Int] {
    var settings: [String: Int] = [:]
    for setting in entry.settings {
      settings[setting.name] = try keys.read(setting.name) { node throws(ScenarioFileError) in
        try node.integer(in: setting.range)
      }
    }
    return settings
  }
}
