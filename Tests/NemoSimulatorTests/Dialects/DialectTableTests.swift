import Testing

@testable import NemoSimulator

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The table of switches, and what is printed, saved and read through it.
struct DialectTableTests {
  /// The switches that contract section 19 names, with their bold defaults.
  private static let contract: [(row: Int, name: String, value: String)] = [
    (1, "renderBody", "flat"), (3, "envelope", "code"), (4, "errors", "mixed"),
    (5, "sse", "typed"), (6, "heartbeat", "alternate"), (7, "doneFrame", "off"),
    (8, "strictUserId", "off"), (10, "sessionUserId", "on"), (11, "signInFields", "full"),
    (12, "tokenTTL", "7d"), (13, "limits", "weekly"), (14, "repeatSignIn", "429"),
    (16, "anonScopes", "rwu"), (17, "attribution", "export402"), (18, "plan", "skillExportFree"),
    (19, "duplicateRender", "error"), (23, "onDisconnect", "continue"), (24, "stages", "two"),
    (24, "stageTwo", "sameStream"), (25, "uploadKey", "files"), (26, "uploadExtras", "on"),
    (27, "videoInfosGenerated", "on"), (28, "stateFields", "full"), (29, "costs", "vendor"),
    (30, "balanceTotal", "sum"), (32, "download", "bytes"), (33, "claimToken", "on"),
    (36, "draftText", "m.text"), (39, "tailNoise", "off"),
  ]

  @Test func `every switch of section 19 is there, and by default says what is bold`() throws {
    for (row, name, value) in Self.contract {
      let one = try #require(DialectSwitch.named(name), "\(name)")
      #expect(one.source == "19 row \(row)", "\(name)")
      #expect(one.defaultValue == value, "\(name)")
    }
    #expect(DialectSwitch.named("renderSubmit")?.values.contains("follow") == true)
    #expect(DialectSwitch.named("sizeCap")?.defaultValue == "524288000")
    let others = [
      "renderSubmit", "sizeCap", "draftStart", "draftSource", "streamError", "concurrentTurn",
      "silentEditPercent", "messageKeys", "strictTokens",
    ]
    #expect(
      Set(DialectSwitch.all.map(\.name)) == Set(Self.contract.map(\.name) + others))
  }

  @Test func `no two switches have one name, and every value can be set and read`() {
    #expect(Set(DialectSwitch.all.map(\.name)).count == DialectSwitch.all.count)
    for one in DialectSwitch.all {
      #expect(!one.subject.isEmpty && !one.source.isEmpty)
      for value in one.values where !value.contains("...") {
        var dialect = Dialect.hostile
        #expect(one.set(value, in: &dialect), "\(one.name)")
        #expect(one.value(in: dialect) == value)
        let others = DialectSwitch.all.filter { $0.name != one.name }
        #expect(others.allSatisfy { $0.value(in: dialect) == $0.value(in: .hostile) })
      }
      var dialect = Dialect.seed
      #expect(!one.set("nonsense", in: &dialect))
      #expect(dialect == .seed)
    }
  }

  @Test func `numbers have bounds`() {
    var dialect = Dialect.seed
    #expect(DialectSwitch.named("silentEditPercent")?.set("101", in: &dialect) == false)
    #expect(DialectSwitch.named("silentEditPercent")?.set("0", in: &dialect) == true)
    #expect(DialectSwitch.named("sizeCap")?.set("0", in: &dialect) == false)
    #expect(DialectSwitch.named("sizeCap")?.set("209715200", in: &dialect) == true)
    #expect(dialect.sizeCapBytes == 200 << 20)
  }

  @Test func `the presets have the contract's names, and no two are alike`() {
    #expect(
      Dialect.presets.map(\.name) == ["seed", "apiReference", "zh2026_03", "adk", "hostile"])
    #expect(Set(Dialect.presets.map(\.dialect)).count == 5)
    #expect(Dialect.preset(named: "seed") == Dialect())
    #expect(Dialect.preset(named: "adk")?.frames == .adk)
    #expect(Dialect.preset(named: "another") == nil)
  }

  @Test func `the README shows the table`() throws {
    let readme = try String(
      contentsOfFile: "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        + "/Simulator/README.md", encoding: .utf8)
    for one in DialectSwitch.all {
      let cells = Dialect.presets.map { preset in
        let value = one.value(in: preset.dialect)
        return preset.name != "seed" && value == one.defaultValue ? "" : value
      }
      let row = "| `\(one.name)` | \(one.source) | \(cells.joined(separator: " | ")) |"
      #expect(readme.contains(row), "\(row)")
    }
  }

  // MARK: Saved

  @Test(arguments: Dialect.presets.map(\.name))
  func `a saved dialect is read back`(name: String) throws {
    let dialect = try #require(Dialect.preset(named: name))
    let data = try JSONEncoder().encode(dialect)
    #expect(try JSONDecoder().decode(Dialect.self, from: data) == dialect)
  }

  @Test func `a dialect that was saved before the table is read`() throws {
    let saved = """
      {"errors":"http","renderBody":"nested","heartbeat":"none","repeatSignIn":"sameToken",\
      "duplicateRender":"idempotent","onDisconnect":"cancel","concurrentTurn":"reject",\
      "sizeCapBytes":1000,"silentEditPercent":1,"strictTokens":true}
      """
    let dialect = try JSONDecoder().decode(Dialect.self, from: Data(saved.utf8))
    let expected = Dialect.changed {
      $0.errors = .http
      $0.renderBody = .nested
      $0.heartbeat = .none
      $0.repeatSignIn = .sameToken
      $0.duplicateRender = .idempotent
      $0.onDisconnect = .cancel
      $0.concurrentTurn = .reject
      $0.sizeCapBytes = 1_000
      $0.silentEditPercent = 1
      $0.strictTokens = true
    }
    #expect(dialect == expected)
    #expect(try JSONDecoder().decode(Dialect.self, from: Data("{}".utf8)) == .seed)
  }

  @Test func `a value that a switch does not have is refused with a sentence`() {
    #expect {
      try JSONDecoder().decode(Dialect.self, from: Data(#"{"errors":"loud"}"#.utf8))
    } throws: { error in
      "\(error)".contains("errors is never loud")
    }
  }
}
