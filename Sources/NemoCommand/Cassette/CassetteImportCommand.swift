import ArgumentParser
import Nemo
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

  @Option(help: "What answered. Without it: live, or local for a server on this machine.")
  var origin: RecordedOrigin?

  @Option(help: "A sentence for people.")
  var note = ""

  @Flag(help: "Replace a cassette that is there.")
  var force = false

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup var options: DeckOptions

  func run() async throws {
    try await Deck.run(isJSON: json) { deck in
      let cassette = try Cassette(named: name ?? Self.name(of: file), in: options.cassettes)
      try deck.makeWay(
        at: cassette.path, isThere: cassette.exists, force: force, option: "--name")
      var imported = try HARImport.read(path: file, options: .init(backend: backend, note: note))
      imported.tape.header.origin = origin(of: imported.tape)
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

  private func origin(of tape: Tape) -> Tape.Origin {
    if let origin { return Tape.Origin(rawValue: origin.rawValue) }
    return Backend.url(tape.header.backend).isBeyondLoopback ? .live : .local
  }

  private static func name(of file: String) -> String {
    let last = lastPathComponent(file)
    return last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
  }
}
