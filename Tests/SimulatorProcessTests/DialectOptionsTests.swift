import ArgumentParser
import NemoSimulator
import Testing

@testable import SimulatorProcess

@Suite struct DialectOptionsTests {
  private func chosen(_ words: String...) throws -> Dialect? {
    try DialectOptions.parse(words).chosen()
  }

  @Test func `without flags nobody has chosen a dialect`() throws {
    #expect(try chosen() == nil)
  }

  @Test func `a preset is chosen by its name`() throws {
    #expect(try chosen("--dialect", "adk") == .adk)
    #expect(try chosen("--dialect", "seed") == .seed)
    #expect(try chosen("--dialect", "zh2026_03") == .zh2026March)
  }

  @Test func `switches are turned on top of a preset, the last one counts`() throws {
    var expected = Dialect.adk
    expected.errors = .http
    expected.sizeCapBytes = 1_000
    expected.strictTokens = true
    let words = [
      "--dialect", "adk", "--set", "errors=mixed", "--set", "sizeCap=1000", "--set", "errors=http",
      "--set", "strictTokens=on",
    ]
    #expect(try DialectOptions.parse(words).chosen() == expected)
    var alone = Dialect.seed
    alone.heartbeat = .comment
    #expect(try chosen("--set", "heartbeat=comment") == alone)
  }

  @Test(arguments: [
    (
      ["--dialect", "hostil"],
      "There is no dialect hostil. Did you mean hostile? "
        + "It is one of seed, apiReference, zh2026_03, adk, hostile."
    ),
    (
      ["--dialect", "nonsense"],
      "There is no dialect nonsense. It is one of seed, apiReference, zh2026_03, adk, hostile."
    ),
    (
      ["--set", "eror=http"],
      "There is no switch eror. Did you mean errors? "
        + "The command dialects of the simulator lists them."
    ),
    (
      ["--set", "errors=htp"],
      "errors is never htp. Did you mean http? "
        + "It is one of mixed, http, envelope200, fastapiDetail."
    ),
    (["--set", "silentEditPercent=101"], "silentEditPercent is never 101. It is one of 0...100."),
    (["--set", "errors"], "--set takes SWITCH=VALUE, such as errors=http, not errors."),
  ])
  func `what does not exist is refused with what is near`(words: [String], sentence: String) {
    let error = #expect(throws: (any Error).self) { try DialectOptions.parse(words) }
    #expect(error.map { DialectOptions.message(for: $0) } == sentence)
  }
}
