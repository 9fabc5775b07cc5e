import ArgumentParser
import Nemo
import NemoCassette

/// `nemo cassette ls`: what is there.
struct CassetteListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract: "List the cassettes of a folder.",
    discussion: """
      Example:
        nemo cassette ls
      """)

  @OptionGroup var options: DeckOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() async throws {
    try await Deck.run(isJSON: json) { deck in
      let shelf = options.shelf
      try shelf.check()
      let facts = try shelf.names().map {
        CassetteFacts(try Cassette(named: $0, in: shelf.folder))
      }
      if json { return deck.console.print(json: .array(facts.map(Self.json))) }
      guard !facts.isEmpty else {
        return deck.console.say(
          "No cassettes in \(shelf.folder). Give another folder with --cassettes, or record one: "
            + "nemo edit FILE \"INSTRUCTION\" -o OUT --record NAME")
      }
      deck.screen.show(
        CassetteTable(facts).lines(width: deck.screen.isTerminal ? deck.screen.width : nil))
    }
  }

  private static func json(_ facts: CassetteFacts) -> JSONText {
    .object([
      "name": .string(facts.name), "origin": .string(facts.origin),
      "backend": .string(facts.backend), "recorded": .string(facts.recorded),
      "exchanges": .number(facts.exchanges), "sizeBytes": .number(facts.sizeBytes),
      "note": .string(facts.note), "unsealed": .bool(facts.isUnsealed),
      "problem": .optional(facts.problem),
    ])
  }
}
