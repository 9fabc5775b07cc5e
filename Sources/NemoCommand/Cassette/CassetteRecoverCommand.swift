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
      let hadRecording = cassette.hasUnsealedRecording
      let report = try cassette.recover()
      let kept = Figures.count(report.complete.count, "exchange")
      deck.console.say(
        hadRecording
          ? "\(cassette.name): \(kept) kept."
          : "\(cassette.name) has no recording to recover. It is sealed.")
      if !report.unfinished.isEmpty {
        deck.console.say("Unfinished: \(report.unfinished.joined(separator: ", ")).")
      }
      guard json else { return }
      deck.console.print(
        json: .object([
          "name": .string(cassette.name), "recovered": .bool(hadRecording),
          "kept": .array(report.complete.map(JSONText.string)),
          "unfinished": .array(report.unfinished.map(JSONText.string)),
        ]))
    }
  }

  private static func cassette(_ found: FoundTape) throws -> Cassette {
    guard case .cassette(let cassette) = found else {
      throw ValidationError(
        "recover works on a cassette's folder. Seal a file: nemo cassette seal \(found.path)")
    }
    return cassette
  }
}
