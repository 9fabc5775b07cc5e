import ArgumentParser
import NemoSimulator

/// `magic`: words and file names that bring about one case for sure.
struct MagicCommand<Program: SimulatorProgram>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "magic",
      abstract: "List the words and file names that bring about one case for sure.",
      discussion: """
        The words may stand anywhere in a message; the rest of it is done as ever. A message that \
        is refused with a code is nothing but the words.

        Example:
          \(Program.name) magic --json
        """)
  }

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() throws {
    let paper = Paper(variables: Program.variables)
    if json { return try paper.print(json: MagicSheet.rows) }
    paper.print(MagicSheet.lines(width: paper.width))
  }
}

/// Magic values as `magic` prints them.
enum MagicSheet {
  /// One object of its JSON.
  struct Row: Encodable, Equatable {
    var value: String
    var effect: String
  }

  static var rows: [Row] { MagicValues.table.map { Row(value: $0.value, effect: $0.effect) } }

  static func lines(width: Int?) -> [StyledLine] {
    TextTable(
      [.init("VALUE", .strong), .init("EFFECT", wraps: true)], rows.map { [$0.value, $0.effect] }
    ).lines(width: width)
  }
}
