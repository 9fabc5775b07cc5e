import ArgumentParser
import NemoCassette
import NemoHTTP

/// `nemo cassette unseal`: from text to SQLite.
struct CassetteUnsealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unseal",
    abstract: "Turn a cassette into one .sqlite file, handy to pass around.",
    discussion: """
      Nothing is lost either way; nemo cassette seal goes back. The file plays as it is.

      Example:
        nemo cassette unseal quick-edit -o /tmp/quick-edit.sqlite
      """)

  @Argument(help: "A name, a .cassette folder or a .sqlite file.")
  var name: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the file is to stand; else NAME.sqlite.", valueName: "file.sqlite"))
  var output: String?

  @Flag(help: "Replace a file that is there.")
  var force = false

  @OptionGroup var options: DeckOptions

  func validate() throws {
    if let output, !output.hasSuffix(".sqlite") {
      throw ValidationError(
        "The file's name ends in .sqlite, so that every command knows its form.")
    }
  }

  func run() async throws {
    try await Deck.run { deck in
      let found = try options.shelf.find(name)
      let path = output ?? found.name + ".sqlite"
      try deck.makeWay(at: path, isThere: DiskFileStore().exists(path), force: force)
      let tape = try deck.load(found)
      do {
        try Cassette.write(tape, toDatabase: path)
      } catch let error where !(error is CassetteError) {
        throw CassetteError(.unwritable, "\(path) cannot be written. Choose another place with -o.")
      }
      deck.console.say("✅ Wrote \(path) (\(Figures.bytes(CassetteFacts.size(of: path)))).", .good)
    }
  }
}
