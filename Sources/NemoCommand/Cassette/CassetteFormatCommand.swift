import ArgumentParser
import Nemo
import NemoCassette

/// `nemo cassette fmt`: the canonical form.
struct CassetteFormatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Write cassettes in their canonical form, after an edit by hand.",
    discussion: """
      Keys and digests are computed anew, so that the edited tape plays. With --check nothing is \
      written, and the exit code is 1 when something would change.

      Example:
        nemo cassette fmt quick-edit
        nemo cassette fmt --check $(nemo cassette ls --json | jq -r '.[].name')
      """)

  @Argument(help: "Names or .cassette folders.")
  var names: [String]

  @Flag(help: "Write nothing; the exit code says whether something would change.")
  var check = false

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup var options: DeckOptions

  func validate() throws {
    guard !names.isEmpty else {
      throw ValidationError("Name a cassette. nemo cassette ls lists them.")
    }
  }

  func run() async throws {
    try await Deck.run(isJSON: json) { deck in
      let cassettes = try names.map { name in
        guard case .cassette(let cassette) = try options.shelf.find(name) else {
          throw ValidationError("fmt is for text. Seal the file first: nemo cassette seal \(name)")
        }
        return cassette
      }
      var changed: [String] = []
      for cassette in cassettes {
        let edited = cassette.editedBlobs()
        let isChanged =
          try check ? CanonicalForm(cassette).wouldChange() : CanonicalForm(cassette).write()
        if isChanged { changed.append(cassette.name) }
        let verdict = !isChanged ? "is canonical" : check ? "would change" : "rewritten"
        deck.console.say("\(cassette.name)  \(verdict)", isChanged ? .plain : .dim)
        for name in edited {
          deck.console.say("  blobs/\(name) held other bytes than its name says")
        }
      }
      if json {
        deck.console.print(json: .object(["changed": .array(changed.map(JSONText.string))]))
      }
      if check, !changed.isEmpty { throw ExitCode(ExitTable.differs) }
    }
  }
}
