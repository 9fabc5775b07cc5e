import ArgumentParser
import Nemo
import NemoSimulator
import Testing

@testable import NemoCommand

@Suite struct DialectFlagTests {
  private let surroundings = Surroundings(variables: [:], stateFolder: "/nowhere")

  private func flags(_ words: String...) throws -> BackendOptions {
    try BackendOptions.parse(words)
  }

  @Test func `the flags reach the simulator inside of the command`() throws {
    let console = Console(environment: [:])
    let options = try flags("--dialect", "hostile", "--set", "errors=http")
      .options(surroundings, console)
    #expect(options.dialect?.name == "hostile with errors=http")
    #expect(try flags().options(surroundings, console).dialect == nil)
    #expect(
      try flags("--dialect", "adk", "--seed", "7").choice(surroundings) == .simulator(seed: 7))
  }

  @Test(arguments: [
    ["--production"], ["--backend", "cassette:x"], ["--backend", "http://a.test"],
  ])
  func `another backend has no dialect to choose`(backend: [String]) throws {
    let flags = try BackendOptions.parse(backend + ["--set", "errors=http"])
    let error = #expect(throws: ValidationError.self) { try flags.choice(surroundings) }
    #expect(error?.message.hasPrefix("--dialect and --set are for a simulated world") == true)
  }

  @Test func `nemo simulator serves by default, and has the simulator's commands`() throws {
    for words in [
      ["--port", "0"], ["serve"], ["facts", "credits"], ["dialects"], ["magic"], ["faults"],
    ] {
      _ = try NemoCommand.parseAsRoot(["simulator"] + words)
    }
    let error = #expect(throws: (any Error).self) {
      try NemoCommand.parseAsRoot(["simulator", "fact"])
    }
    #expect(
      error.map { NemoCommand.message(for: $0) }
        == "There is no command fact. Did you mean facts?")
    let help = NemoCommand.helpMessage(for: SimulatorCommand.self, columns: 80)
    for name in ["serve", "facts", "dialects", "magic", "faults"] {
      #expect(help.contains("  \(name)"))
    }
  }
}
