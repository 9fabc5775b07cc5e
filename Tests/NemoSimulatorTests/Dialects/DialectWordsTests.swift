import Testing

@testable import NemoSimulator

/// What people read of dialects, and what happens to names that do not exist.
struct DialectWordsTests {
  @Test func `every value of every switch has a meaning of its own`() {
    for one in DialectSwitch.all {
      #expect(one.meanings.count == one.values.count, "\(one.name)")
      #expect(Set(one.meanings).count == one.meanings.count, "\(one.name)")
      #expect(one.meanings.allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") }, "\(one.name)")
    }
  }

  @Test func `a dialect is called by the nearest preset and what differs from it`() {
    for preset in Dialect.presets { #expect(preset.dialect.name == preset.name) }
    var dialect = Dialect.hostile
    dialect.errors = .http
    dialect.sizeCapBytes = 5
    #expect(dialect.name == "hostile with errors=http, sizeCap=5")
  }

  @Test(
    arguments: [
      ("errrors", "errors"), ("ERRORS", "errors"), ("render", "renderBody"),
      ("balance", "balanceTotal"),
      ("costz", "costs"), ("", nil), ("xyzzy", nil), ("no", nil),
    ] as [(String, String?)])
  func `the nearest name is what was meant`(written: String, meant: String?) {
    #expect(NearestName.of(written, among: DialectSwitch.all.map(\.name)) == meant)
  }

  @Test func `nothing is asked where nothing is near`() {
    #expect(NearestName.question("adkk", among: ["seed", "adk"]) == " Did you mean adk?")
    #expect(NearestName.question("zzz", among: ["seed", "adk"]) == "")
    #expect(NearestName.question("adk", among: []) == "")
  }
}
