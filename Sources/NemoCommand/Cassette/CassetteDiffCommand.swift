import ArgumentParser
import NemoCassette

/// `nemo cassette diff`: what is different between two tapes.
struct CassetteDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two cassettes by meaning.",
    discussion: """
      Tells the exchanges that were added and that are gone, and in the others what changed: paths \
      into JSON, status, headers, end, the order of a stream's events, and the text. When things \
      happened, heartbeats, the date and the address of the backend don't count.

      The exit code is 0 when they are the same, 1 when they differ, as diff(1) has it, and 40 when \
      one of them can't be read.

      Example:
        nemo cassette diff quick-edit /tmp/again.sqlite
      """)

  @Argument(help: "A name, a .cassette folder or a .sqlite file.")
  var old: String

  @Argument(help: "The same, for the other.")
  var new: String

  @Flag(help: "Let times, chunks and heartbeats count as well.")
  var timing = false

  @Flag(help: "Print one JSON document.")
  var json = false

  @Flag(name: .customLong("no-pager"), help: "Never start a pager.")
  var isWithoutPager = false

  @OptionGroup var options: DeckOptions

  func run() async throws {
    try await Deck.run(isJSON: json) { deck in
      let (one, other) = (try options.shelf.find(old), try options.shelf.find(new))
      let diff = TapeDiff(
        try deck.load(one).masked(), try deck.load(other).masked(), timing: timing)
      let page = DiffPage(diff, old: one.path, new: other.path)
      if json {
        deck.console.print(json: page.json)
      } else {
        deck.screen.show(page.lines(width: deck.screen.width), paged: !isWithoutPager)
      }
      if !diff.isSame { throw ExitCode(ExitTable.differs) }
    }
  }
}
