import ArgumentParser
import NemoCassette

/// `nemo cassette recover`: what a recording left behind that did not come to its end.
struct CassetteRecoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Turn a recording that was interrupted into a cassette.",
    discussion: """
      Every exchange that had come to its end is kept; the others are marked unfinished.

      Example:
        nemo cassette recover quick-edit
      """)

  @Argument(help: "A name or a .cassette folder.")
  var name: String

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup var options: DeckOptions

  func run() async throws {
    try await Deck.run(isJSON: json) { deck in
      let cassette = try Self.cassette(options.shelf.find(name))
      guard cassette.hasUnsealedRecording else {
        deck.console.say("\(cassette.name) has no recording to recover. It is sealed.")
        if json { deck.console.print(json: Self.json(cassette, kept: nil, unfinished: [])) }
        return
      }
      let tape = try deck.load(.cassette(cassette))
      try cassette.sealLeftover()
      let unfinished = tape.exchanges.filter { $0.end.kind == .unfinished }.map(\.id)
      let kept = tape.exchanges.count - unfinished.count
      deck.console.say("\(cassette.name): \(Figures.count(kept, "exchange")) kept.", .good)
      if !unfinished.isEmpty {
        deck.console.say("Unfinished: \(unfinished.joined(separator: ", ")).")
      }
      if json { deck.console.print(json: Self.json(cassette, kept: kept, unfinished: unfinished)) }
    }
  }

  private static func cassette(_ found: FoundTape) throws -> Cassette {
    guard case .cassette(let cassette) = found else {
      throw ValidationError(
        "recover works on a cassette's folder. Seal a file: nemo cassette seal \(found.path)")
    }
    return cassette
  }

  private static func json(_ cassette: Cassette, kept: Int?, unfinished: [String]) -> JSONText {
    .object([
      "name": .string(cassette.name), "recovered": .bool(kept != nil),
      "kept": kept.map(JSONText.number) ?? .null,
      "unfinished": .array(unfinished.map(JSONText.string)),
    ])
  }
}
