import NemoSimulator

/// `rules`: what becomes of requests.
extension ScenarioFile {
  private static let effects = ["refuse", "answer", "stream"]
  /// More rules make no scenario.
  static let ruleLimit = 1_000

  mutating func readRules(_ node: YAMLNode) throws(ScenarioFileError) {
    let rules = try node.list()
    guard rules.count <= Self.ruleLimit else {
      throw node.error(.tooManyValues, "More than \(Self.ruleLimit) rules.")
    }
    for rule in rules { try readRule(rule) }
  }

  private mutating func readRule(_ node: YAMLNode) throws(ScenarioFileError) {
    var keys = try MappingReader(node)
    let operation: PlannedRefusal.Operation = try keys.require("of") {
      node throws(ScenarioFileError) in try node.choice("The name of an operation")
    }
    let numbers =
      try keys.read("at") { node throws(ScenarioFileError) in try node.numbers() } ?? nil
    switch try keys.only(one: Self.effects) {
    case "refuse": try readRefusal(of: operation, numbers, &keys)
    case "answer": try readAnswer(to: operation, numbers, &keys)
    case "stream": try readStream(for: operation, numbers, &keys)
    default:
      for effect in Self.effects { _ = keys.value(effect) }
      try keys.finish()
      throw node.error(
        .missingKey, "A rule says what happens: refuse, answer or stream is missing here.")
    }
  }

  private mutating func readRefusal(
    of operation: PlannedRefusal.Operation, _ numbers: [Int]?, _ keys: inout MappingReader
  ) throws(ScenarioFileError) {
    try keys.refuse(["saying"], because: "A refusal comes before a message is read.")
    let code = try keys.require("refuse") { node throws(ScenarioFileError) in
      let code: Int = try node.integer(in: 400...9_999)
      guard !(600..<1_000).contains(code) else {
        throw node.error(.outOfRange, "\(code) is neither a status nor a code of the contract.")
      }
      return code
    }
    let pause = try keys.read("retryAfter") { node throws(ScenarioFileError) in
      try node.wholeSeconds(in: 0...Self.day)
    }
    try keys.finish()
    scenario.refusals.append(
      PlannedRefusal(of: operation, with: code, at: numbers, retryAfterSeconds: pause))
  }

  private mutating func readAnswer(
    to operation: PlannedRefusal.Operation, _ numbers: [Int]?, _ keys: inout MappingReader
  ) throws(ScenarioFileError) {
    let words = try readWords(operation, &keys)
    let response = try keys.require("answer") { node throws(ScenarioFileError) in
      try PlannedResponse(node)
    }
    try keys.finish()
    scenario.answers.append(
      PlannedAnswer(to: operation, at: numbers, saying: words, .response(response)))
  }

  private mutating func readStream(
    for operation: PlannedRefusal.Operation, _ numbers: [Int]?, _ keys: inout MappingReader
  ) throws(ScenarioFileError) {
    guard operation == .message else {
      try keys.refuse(["stream"], because: "Only messages are answered by a stream.")
      return
    }
    let words = try readWords(operation, &keys)
    var stream = try keys.require("stream") { node throws(ScenarioFileError) in
      try PlannedStream(node)
    }
    stream.price =
      try keys.read("charge") { node throws(ScenarioFileError) in try Self.price(node) } ?? .usual
    stream.heartbeatInterval = try keys.read("heartbeats") { node throws(ScenarioFileError) in
      try node.duration(in: .milliseconds(100)...PlannedStream.longest)
    }
    try keys.finish()
    scenario.answers.append(
      PlannedAnswer(to: operation, at: numbers, saying: words, .stream(stream)))
  }

  private func readWords(
    _ operation: PlannedRefusal.Operation, _ keys: inout MappingReader
  ) throws(ScenarioFileError) -> String? {
    if operation != .message {
      try keys.refuse(["saying"], because: "Only messages say something.")
    }
    return try keys.read("saying") { node throws(ScenarioFileError) in try node.words() }
  }

  private static func price(_ node: YAMLNode) throws(ScenarioFileError) -> PlannedStream.Price {
    if case .scalar("usual", _) = node.content { return .usual }
    return .credits(try node.integer(in: 0...creditLimit))
  }
}

extension PlannedResponse {
  private static let bodies = ["json", "text", "base64"]

  fileprivate init(_ node: YAMLNode) throws(ScenarioFileError) {
    var keys = try MappingReader(node)
    let status: Int =
      try keys.read("status") { node throws(ScenarioFileError) in
        try node.integer(in: 200...599)
      } ?? 200
    _ = try keys.only(one: Self.bodies)
    let json = try keys.read("json") { node throws(ScenarioFileError) in try node.json() }
    let text = try keys.read("text") { node throws(ScenarioFileError) in
      try node.scalar("A text")
    }
    let raw = try keys.read("base64") { node throws(ScenarioFileError) in try node.base64() }
    let headers =
      try keys.read("headers") { node throws(ScenarioFileError) in try Self.headers(node) } ?? []
    try keys.finish()
    var response = json.map { .json($0, status: status) } ?? PlannedResponse(status: status)
    if let body = raw ?? text.map({ Array($0.utf8) }) { response.body = body }
    if !headers.isEmpty { response.headers = headers }
    self = response
  }

  private static func headers(_ node: YAMLNode) throws(ScenarioFileError) -> [Header] {
    var keys = try MappingReader(node)
    var headers: [Header] = []
    for entry in keys.rest() {
      let value = try entry.value.scalar("The value of a header")
      guard isFieldName(entry.key), isFieldValue(value) else {
        throw ScenarioFileError(
          .outOfRange, at: entry.keyMark, key: entry.key, "This is no header that HTTP knows.")
      }
      headers.append(Header(name: entry.key, value: value))
    }
    return headers
  }
}
