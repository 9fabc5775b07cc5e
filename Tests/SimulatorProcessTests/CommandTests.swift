import ArgumentParser
import NemoSimulator
import NemoTime
import SimulatorService
import Testing

@testable import SimulatorProcess

/// The commands as an executable has them.
@Suite struct CommandTests {
  private enum Program: SimulatorProgram {
    static let name = "nemo-simulator"
    static let variables: [String: String] = [:]
  }

  private struct Root: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "nemo-simulator", subcommands: SimulatorCommands<Program>.all,
      defaultSubcommand: SimulatorCommands<Program>.standard)
  }

  private func message(_ words: String...) -> String? {
    do {
      _ = try Root.parseAsRoot(words)
      return nil
    } catch {
      return Root.message(for: error)
    }
  }

  @Test func `flags alone serve`() throws {
    let serve = try #require(
      try Root.parseAsRoot(["--port", "0", "--dialect", "adk", "--set", "errors=http"])
        as? ServeCommand<Program>)
    #expect(serve.options.port == 0)
    var expected = try #require(try serve.options.dialect.chosen())
    #expect(expected.errors == .http)
    expected.errors = .fastapiDetail
    #expect(expected == .adk)
    #expect(try Root.parseAsRoot([]) is ServeCommand<Program>)
    #expect(try Root.parseAsRoot(["scenarios"]) is ScenariosCommand<Program>)
    #expect(try Root.parseAsRoot(["serve", "--pace", "real"]) is ServeCommand<Program>)
  }

  @Test func `a scenario says what no flag says`() throws {
    let file = try ScenarioFile.find("flaky")
    let plain = try SimulatorOptions.parse(["--scenario", "flaky"]).chosen()
    #expect(plain.configuration.seed == file.seed)
    #expect(plain.configuration.scenario == file.scenario)
    #expect(plain.configuration.dialect == file.dialect)
    #expect(plain.pace == file.pace ?? .fast)
    let changed = try SimulatorOptions.parse([
      "--scenario", "hostile", "--seed", "9", "--pace", "real", "--set", "errors=http",
      "--control-port", "0", "--locator", "l.json",
    ]).chosen()
    #expect(changed.configuration.seed == 9)
    #expect(changed.pace == .real)
    #expect(changed.controlPort == 0)
    #expect(changed.locatorFile == "l.json")
    var expected = try ScenarioFile.find("hostile").dialect
    expected.errors = .http
    #expect(changed.configuration.dialect == expected)
    #expect(changed.dialect == expected)
  }

  @Test func `the library is listed, each scenario with what it shows`() throws {
    let rows = try ScenarioSheet.rows()
    #expect(rows.map(\.name) == ScenarioLibrary.names)
    #expect(rows.contains { $0.name == "flaky" && $0.title == "Flaky network" })
    for line in ScenarioSheet.lines(of: rows, width: 80) { #expect(line.text.count <= 80) }
  }

  @Test func `the other commands are found by their names`() throws {
    let facts = try #require(
      try Root.parseAsRoot(["facts", "credits", "free", "--json"]) as? FactsCommand<Program>)
    #expect(facts.words == ["credits", "free"])
    #expect(facts.json)
    let dialects = try #require(
      try Root.parseAsRoot(["dialects", "errors"]) as? DialectsCommand<Program>)
    #expect(dialects.name == "errors")
    #expect(try Root.parseAsRoot(["magic"]) is MagicCommand<Program>)
    #expect(try Root.parseAsRoot(["faults", "refused"]) is FaultsCommand<Program>)
  }

  @Test func `a word that is no command is told with the nearest one`() {
    #expect(message("fact") == "There is no command fact. Did you mean facts?")
    #expect(message("dialect") == "There is no command dialect. Did you mean dialects?")
    #expect(message("xyzzy") == "There is no command xyzzy.")
  }

  @Test func `a switch that does not exist is told with the nearest one`() throws {
    let command = try DialectsCommand<Program>.parse(["erors"])
    let error = #expect(throws: ValidationError.self) { try command.run() }
    #expect(
      error?.message
        == "There is no switch or preset erors. Did you mean errors? "
        + "nemo-simulator dialects lists them.")
  }

  @Test func `every command shows an example that begins with its program`() {
    for command in SimulatorCommands<Program>.all {
      let help = Root.helpMessage(for: command, columns: 100)
      #expect(help.contains("Example:"))
      #expect(help.contains("  nemo-simulator"), "\(help)")
    }
  }
}
