import ArgumentParser
import NemoCassette

/// `nemo cassette import`: from a browser's capture.
struct CassetteImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a cassette from an HTTP archive (HAR 1.2), as browsers save it.",
    discussion: """
      Secrets are replaced on the way. What the archive does not hold is told.

      Example:
        nemo cassette import capture.har --name first-look
      """)

  @Argument(help: "A .har file, or a .zip with one and its bodies in it.")
  var file: String

  @Option(help: "The name of the cassette; else that of the file.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "The base URL of the backend; else the host with the most requests.", valueName: "url"))
  var backend: String?

  @Option(help: "What answered: live, simulator, adk or handwritten.")
  var origin = Tape.Origin.live.rawValue

  @Option(help: "A sentence for people.")
  var note = ""

  @Flag(help: "Replace a cassette that is there.")
  var force = false

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup var options: DeckOptions

  func validate() throws {
    let known: [Tape.Origin] = [.live, .simulator, .adk, .handwritten]
    guard known.contains(where: { $0.rawValue == origin }) else {
      throw ValidationError("\"\(origin)\" is no origin. Say live, simulator, adk or handwritten.")
    }
  }

  func run() async throws {
    try await Deck.run(isJSON: json) { deck in
      let cassette = try options.shelf.place(name ?? Self.name(of: file))
      try deck.makeWay(at: cassette.path, isThere: cassette.exists, force: force)
      let imported = try HARImport.read(
        path: file,
        options: .init(origin: .init(rawValue: origin), backend: backend, note: note))
      try cassette.write(imported.tape)
      for note in imported.notes { deck.console.say(note, .dim) }
      let count = Figures.count(imported.tape.exchanges.count, "exchange")
      deck.console.say("✅ Imported \(cassette.path) (\(count)).", .good)
      guard json else { return }
      deck.console.print(
        json: .object([
          "name": .string(cassette.name), "path": .string(cassette.path),
          "exchanges": .number(imported.tape.exchanges.count),
          "notes": .array(imported.notes.map(JSONText.string)),
        ]))
    }
  }

  private static func name(of file: String) -> String {
    let last = lastPathComponent(file)
    return last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
  }
}
