import Foundation
import SimulatorService
import Testing

/// What is wrong in a file is an error with its place, its key and what may have been meant.
@Suite struct StrictnessTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    /// The whole description.
    var says: String
    var testDescription: String { text }

    init(_ text: String, _ says: String) {
      self.text = text
      self.says = says
    }
  }

  private static func error(_ text: String) -> ScenarioFileError? {
    do throws(ScenarioFileError) {
      _ = try ScenarioFile(text: text, name: "t.yaml")
      return nil
    } catch { return error }
  }

  static let rows = [
    Row(
      "title: x\nacount: {}",
      "t.yaml:2:1: acount: There is no such key here. Did you mean account?"),
    Row(
      "account:\n  credit: 5",
      "t.yaml:2:3: credit: There is no such key here. Did you mean credits?"),
    Row(
      "dialect: {heartbeet: none}",
      "t.yaml:1:11: heartbeet: There is no such key here. Did you mean heartbeat?"),
    Row("dialect: adx", "t.yaml:1:10: dialect: \"adx\" is unknown. Did you mean adk?"),
    Row(
      "dialect: {doneFrame: maybe}",
      "t.yaml:1:22: doneFrame: \"maybe\" is none of off, on."),
    Row("seed: -1", "t.yaml:1:7: seed: -1 is not from 0 to 18446744073709551615."),
    Row("seed: x", "t.yaml:1:7: seed: A whole number is expected, not \"x\"."),
    Row("seed: \"7\"", "t.yaml:1:7: seed: A whole number is expected, not \"7\"."),
    Row("title: 2001", "t.yaml:1:8: title: A text is expected, not a number. Put it in quotes."),
    Row(
      "title: true", "t.yaml:1:8: title: A text is expected, not a truth value. Put it in quotes."),
    Row("title:", "t.yaml:1:7: title: A text is expected, not nothing. Put it in quotes."),
    Row("title: [a]", "t.yaml:1:8: title: A text is expected, not a list."),
    Row("seed: 1\nseed: 1", "t.yaml:1:1: seed: This key is here twice. Keep one of them."),
    Row("seed: 1\n\"seed\": 1", "t.yaml:1:1: seed: This key is here twice. Keep one of them."),
    Row("- a", "t.yaml:1:1: Keys with values are expected, not a list."),
    Row("[1]: a", "t.yaml:1:1: A key is a word, not a list or a mapping."),
    Row(
      "clock: {start: tomorrow}",
      "t.yaml:1:16: start: A date is expected, such as 2030-01-01T00:00:00Z, not \"tomorrow\"."),
    Row(
      "clock: {pace: slow}",
      "t.yaml:1:15: pace: \"slow\" is unknown. Known are real, fast, instant."),
    Row(
      "account: {tokenLife: 20}",
      "t.yaml:1:22: tokenLife: A time is expected, such as 1.5s, 200ms or 2m, not \"20\"."),
    Row("account: {tokenLife: 1500ms}", "t.yaml:1:22: tokenLife: Whole seconds are expected."),
    Row("account: {tokenLife: 9000h}", "t.yaml:1:22: tokenLife: 9000h is too short or too long."),
    Row(
      "account: {credits: 1e3}", "t.yaml:1:20: credits: A whole number is expected, not \"1e3\"."),
    Row("rules: {}", "t.yaml:1:8: rules: A list is expected, not keys with values."),
    Row("rules: [{refuse: 503}]", "t.yaml:1:9: of: This key is missing here."),
    Row(
      "rules: [{of: mesage, refuse: 503}]",
      "t.yaml:1:14: of: \"mesage\" is unknown. Did you mean message?"),
    Row(
      "rules: [{of: upload}]",
      "t.yaml:1:9: rules: A rule says what happens: refuse, answer or stream is missing here."),
    Row(
      "rules: [{of: upload, refuze: 503}]",
      "t.yaml:1:22: refuze: There is no such key here. Did you mean refuse?"),
    Row(
      "rules: [{of: upload, refuse: 503, answer: {}}]",
      "t.yaml:1:35: answer: It cannot stand beside refuse. Keep one of them."),
    Row(
      "rules: [{of: upload, refuse: 700}]",
      "t.yaml:1:30: refuse: 700 is neither a status nor a code of the contract."),
    Row(
      "rules: [{of: upload, stream: []}]",
      "t.yaml:1:22: stream: Only messages are answered by a stream."),
    Row(
      "rules: [{of: upload, saying: a, answer: {}}]",
      "t.yaml:1:22: saying: Only messages say something."),
    Row(
      "rules: [{of: message, saying: a, refuse: 429}]",
      "t.yaml:1:23: saying: A refusal comes before a message is read."),
    Row(
      "rules: [{of: upload, at: 0, refuse: 503}]",
      "t.yaml:1:26: at: Numbers count from 1 to 100000."),
    Row(
      "rules: [{of: upload, at: [], refuse: 503}]",
      "t.yaml:1:26: at: The list is empty. Name a number."),
    Row(
      "rules: [{of: upload, at: 1...1001, refuse: 503}]",
      "t.yaml:1:26: at: More than 1000 numbers. Say every, or leave it out."),
    Row(
      "rules: [{of: upload, at: [1...900, 1...900], refuse: 503}]",
      "t.yaml:1:26: at: More than 1000 numbers. Say every, or leave it out."),
    Row(
      "rules: [{of: upload, at: 3...2, refuse: 503}]",
      "t.yaml:1:26: at: The range 3...2 ends before it begins."),
    Row(
      "rules: [{of: upload, answer: {json: 1, text: a}}]",
      "t.yaml:1:40: text: It cannot stand beside json. Keep one of them."),
    Row(
      "rules: [{of: upload, answer: {headers: {a b: c}}}]",
      "t.yaml:1:41: a b: This is no header that HTTP knows."),
    Row(
      "rules: [{of: upload, answer: {headers: {a: \"b\\r\\nc: d\"}}}]",
      "t.yaml:1:41: a: This is no header that HTTP knows."),
    Row(
      "rules: [{of: message, stream: [{at: 1s}]}]",
      "t.yaml:1:32: stream: An event says what happens: one of text, call, result, failure, edit, "
        + "heartbeat, raw, base64, end."),
    Row(
      "rules: [{of: message, stream: [{at: 2s, text: a}, {at: 1s, text: b}]}]",
      "t.yaml:1:56: at: The event before this one is later. Put them in order."),
    Row(
      "rules: [{of: message, stream: [{at: 2s, end: cut}, {text: b}]}]",
      "t.yaml:1:52: stream: The stream has ended at 2.0 seconds. After that only edits go on."),
    Row(
      "rules: [{of: message, stream: [{end: closed}]}]",
      "t.yaml:1:38: end: \"closed\" is unknown. Did you mean close?"),
    Row(
      "rules: [{of: message, stream: [{base64: a}]}]",
      "t.yaml:1:41: base64: Base64 is expected, with letters in fours."),
    Row(
      "rules: [{of: message, heartbeats: 1ms, stream: []}]",
      "t.yaml:1:35: heartbeats: 1ms is too short or too long."),
    Row(
      "faults: [{fault: silent-clos}]",
      "t.yaml:1:18: fault: \"silent-clos\" is unknown. Did you mean silent-close?"),
    Row(
      "faults: [{fault: silent-close, of: upload}]",
      "t.yaml:1:36: of: silent-close applies to message only."),
    Row(
      "faults: [{fault: silent-close, percnt: 3}]",
      "t.yaml:1:32: percnt: There is no such key here. Did you mean percent?"),
    Row(
      "faults: [{fault: cut-inside-frame, afterEvents: -1}]",
      "t.yaml:1:49: afterEvents: -1 is not from 0 to 10000."),
    Row(
      "faults: [{fault: silent-close, during: 1500ms...2s}]",
      "t.yaml:1:40: during: Whole seconds are expected."),
    Row(
      "expect: {faults: {silent-clos: 1}}",
      "t.yaml:1:19: silent-clos: There is no such key here. Did you mean silent-close?"),
    Row(
      "expect: {runs: some}",
      "t.yaml:1:16: runs: A number or a range such as 1...3 is expected, not \"some\"."),
    Row(
      "expect: {journal: {draft-change: 1}}",
      "t.yaml:1:20: draft-change: There is no such key here. Did you mean draft-changed?"),
    Row(
      "expect: {refusals: {busy: 1}}",
      "t.yaml:1:21: busy: A code is expected, such as 1001."),
    Row(
      "expect: {credits: {free: 1}}",
      "t.yaml:1:20: free: There is no such key here. Known are available, frozen, spent."),
    Row("title: !!binary aaaa", "t.yaml:1:8: Tags (words after !) mean nothing here."),
    Row("title: !mine a", "t.yaml:1:8: Tags (words after !) mean nothing here."),
    Row("account: !mine {}", "t.yaml:1:10: Tags (words after !) mean nothing here."),
    Row("title: *nobody", "t.yaml:1:8: This is not YAML: found undefined alias."),
    Row("a: [", "t.yaml:2:1: This is not YAML: did not find expected node content."),
    Row("seed: 1\n---\nseed: 2", "t.yaml:2:1: This is not YAML: but found another document."),
  ]

  @Test(arguments: rows) func `what is wrong is told with its place`(_ row: Row) {
    #expect(Self.error(row.text)?.description == row.says)
  }

  @Test func `the nearest name is there for programs, too`() {
    let error = Self.error("account: {creditz: 5}")
    #expect(error?.code == .unknownKey)
    #expect(error?.key == "creditz")
    #expect(error?.nearest == "credits")
    #expect(error?.line == 1 && error?.column == 11)
  }

  // MARK: Limits

  @Test func `a file that is too large is refused`() {
    let text = "# " + String(repeating: "x", count: ScenarioFile.sizeLimit)
    #expect(Self.error(text)?.code == .tooLarge)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func `what lies too deep is refused, however deep it is`(opening: String) {
    for depth in [40, 900, 20_000] {
      let error = Self.error(String(repeating: opening, count: depth))
      #expect(error != nil, "\(depth)")
    }
    let closed = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(Self.error("title: \(closed)")?.code == .tooDeep)
  }

  @Test func `an alias cannot multiply a document without bounds`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let repeated = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(repeated)]\n"
    }
    let error = Self.error(text)
    #expect(error?.code == .notYAML)
    #expect(error?.description.contains("More than 16 words that begin with *") == true)
  }

  @Test func `as many aliases as there may be cannot take long`() {
    // The worst that sixteen can do: five levels of three, and one as a key.
    var text = "a0: &a0 [" + Array(repeating: "x", count: 200).joined(separator: ", ") + "]\n"
    for level in 1...5 {
      let last = "*a\(level - 1)"
      text += "a\(level): &a\(level) [\(last), \(last), \(last)]\n"
    }
    #expect(Self.error(text + "? *a5\n: x")?.code == .tooManyValues)
    #expect(Self.error(text)?.code == .tooManyValues)
  }

  @Test func `a star in a comment is no alias`() {
    let text = String(repeating: "# *bold*\n", count: 100)
    #expect(Self.error(text) == nil)
  }

  @Test func `a file that is no text is refused`() throws {
    let path = FileManager.default.temporaryDirectory.path + "/scenario-\(UUID()).yaml"
    try Data([0x74, 0x3a, 0x20, 0xff]).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = #expect(throws: ScenarioFileError.self) { try ScenarioFile.load(path: path) }
    #expect(error?.code == .notYAML)
    #expect(error?.file == path)
  }

  // MARK: Finding

  @Test func `a name finds a file of the library`() throws {
    #expect(try ScenarioFile.find("flaky").name == "flaky")
    let error = #expect(throws: ScenarioFileError.self) { try ScenarioFile.find("flakey") }
    #expect(error?.code == .notFound)
    #expect(error?.nearest == "flaky")
    #expect(
      error?.description
        == "flakey: There is no scenario of this name. Did you mean flaky? "
        + "A path has a slash or ends with .yaml.")
  }

  @Test func `a path that leads nowhere says so`() {
    let error = #expect(throws: ScenarioFileError.self) { try ScenarioFile.find("no/where.yaml") }
    #expect(error?.code == .notFound)
    #expect(error?.file == "no/where.yaml")
  }
}
