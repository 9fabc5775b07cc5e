import ArgumentParser
import Nemo
import NemoCassette

/// What every command of the deck takes.
struct DeckOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the cassettes.", valueName: "folder"))
  var cassettes = "Cassettes"

  var shelf: CassetteShelf { CassetteShelf(folder: cassettes) }
}

/// What a command of the deck says, and where.
struct Deck {
  /// Reading more than this takes long enough to say so.
  private static let quietBytes = 16 << 20

  let console: Console
  let screen: Screen
  let environment: [String: String]

  /// Runs the body of a command and turns an error into its sentence and its exit code.
  ///
  /// - Parameter isJSON: whether standard output is for one JSON document.
  static func run(isJSON: Bool = false, _ body: (Deck) async throws -> Void) async throws {
    let variables = Surroundings.ofThisProcess().variables
    let deck = Deck(
      console: Console(isJSON: isJSON, environment: variables),
      screen: Screen(environment: variables), environment: variables)
    do {
      try await body(deck)
    } catch let error as ValidationError {
      throw error
    } catch {
      if !(error is ExitCode) { deck.console.complain(sentence(for: error)) }
      throw ExitCode(ExitTable.code(for: error))
    }
  }

  /// Reads a tape; says so first when that takes a while.
  func load(_ found: FoundTape) throws -> Tape {
    if CassetteFacts.size(of: found.path) > Self.quietBytes {
      console.note("Reading \(found.name)...")
    }
    return try found.load()
  }

  /// Refuses to write over what is there.
  ///
  /// - Parameter option: what names another place.
  func makeWay(at path: String, isThere: Bool, force: Bool, option: String = "-o") throws {
    guard isThere, !force else { return }
    throw CassetteError(
      .unwritable,
      "There is something at \(path) already. Name another with \(option), or replace it with --force."
    )
  }
}
