import ArgumentParser
import NemoCassette

/// `nemo cassette seal`: from SQLite to text.
struct CassetteSealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "Turn a .sqlite file into a cassette of text, for review.",
    discussion: """
      Nothing is lost either way; nemo cassette unseal goes back. A tape with a secret on it is \
      refused. The name of a cassette seals the recording that was left in its folder.

      Example:
        nemo cassette seal /tmp/quick-edit.sqlite -o quick-edit
      """)

  @Argument(help: "A .sqlite file, or the name of a cassette with a recording left in it.")
  var source: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The name of the cassette; else that of the file.", valueName: "name"))
  var output: String?

  @Flag(help: "Replace a cassette that is there.")
  var force = false

  @OptionGroup var options: DeckOptions

  func run() async throws {
    try await Deck.run { deck in
      let found = try options.shelf.find(source)
      if output == nil, case .cassette(let cassette) = found, !cassette.hasUnsealedRecording {
        return deck.console.say("\(cassette.name) is sealed already.")
      }
      if output == nil, case .cassette(let cassette) = found {
        try cassette.sealLeftover()
        return deck.console.say("✅ Sealed \(cassette.path).", .good)
      }
      let cassette = try options.shelf.place(output ?? found.name)
      try deck.makeWay(at: cassette.path, isThere: cassette.exists, force: force)
      try cassette.write(try deck.load(found))
      deck.console.say("✅ Sealed \(cassette.path).", .good)
    }
  }
}
