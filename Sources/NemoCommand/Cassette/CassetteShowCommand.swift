import ArgumentParser
import NemoCassette

/// `nemo cassette show`: a tape for reading.
struct CassetteShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a cassette: its exchanges over time, and what was said in them.",
    discussion: """
      Example:
        nemo cassette show quick-edit
        nemo cassette show quick-edit run_sse-e26a

      With --plain it shows a tape.jsonl wherever it is, without times: made for git, which then \
      shows changes of cassettes in words. Once per repository:
        echo '**/*.cassette/tape.jsonl diff=cassette' >> .gitattributes
        git config diff.cassette.textconv 'nemo cassette show --plain'
      """)

  @Argument(help: "A name, a .cassette folder or a .sqlite file; with --plain also a tape.jsonl.")
  var name: String

  @Argument(help: "Exchanges to show in full, such as run_sse-e26a.")
  var exchanges: [String] = []

  @Flag(help: "Show every exchange in full.")
  var all = false

  @Flag(help: "Show what was said, without times, colours and pages.")
  var plain = false

  @Flag(help: "Print one JSON document.")
  var json = false

  @Flag(name: .customLong("no-pager"), help: "Never start a pager.")
  var isWithoutPager = false

  @OptionGroup var options: DeckOptions

  func validate() throws {
    guard !(plain && json) else {
      throw ValidationError("--plain and --json contradict each other. Give one of them.")
    }
    guard !all || exchanges.isEmpty else {
      throw ValidationError("--all shows every exchange. Leave the names away, or --all.")
    }
  }

  func run() async throws {
    try await Deck.run(isJSON: json) { deck in
      if plain, let lines = try LooseTape.lines(path: name) { return deck.screen.show(lines) }
      let found = try options.shelf.find(name)
      let tape = try deck.load(found).masked()
      let page = TapePage(tape, name: found.name)
      if plain { return deck.screen.show(page.plain()) }
      let width = deck.screen.width
      // Also for the names: a mistaken one is an error in every form.
      let details = try all ? page.details(width: width) : page.details(exchanges, width: width)
      if json {
        return deck.console.print(
          json: TapeDocument(tape).json(exchanges.isEmpty ? nil : exchanges))
      }
      let start = exchanges.isEmpty ? page.overview(width: width) + [ShownLine()] : []
      deck.screen.show(Self.trimmed(start + details), paged: !isWithoutPager)
    }
  }

  private static func trimmed(_ lines: [ShownLine]) -> [ShownLine] {
    var lines = lines
    while lines.last?.text.isEmpty == true { lines.removeLast() }
    return lines
  }
}
