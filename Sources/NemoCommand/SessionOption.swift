import ArgumentParser
import Nemo
import NemoCassette

/// Which session a command is about.
struct SessionOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The session: LAST, an id, or the beginning of one; nemo sessions lists them.",
      valueName: "name"),
    completion: .custom { _, _, _ in Completions.sessions() })
  var session = SessionName.last
}

/// What a shell offers while a command line is typed. Nothing here fails or says anything.
enum Completions {
  /// `LAST` and the ids that are remembered of the backend that the variables choose.
  static func sessions() -> [String] {
    let surroundings = Surroundings.ofThisProcess()
    let arguments = CommandLine.arguments
    let backend = try? Backend.chosen(
      flag: value(of: "--backend", in: arguments),
      production: arguments.contains("--production"), environment: surroundings.variables)
    let store = backend.flatMap { try? rememberedStore(of: $0, .of(surroundings)) }
    let ids = (try? store?.sessions().map(\.id)) ?? []
    return [SessionName.last] + ids
  }

  /// The names of the cassettes in the usual folder.
  static func cassettes() -> [String] {
    CassetteShelf(folder: "Cassettes").names()
  }

  /// What `--backend` takes.
  static func backends() -> [String] {
    ["simulator", "production", "http://127.0.0.1:8787"] + cassettes().map { "cassette:" + $0 }
  }

  /// The argument parser hands over the words of the line after its own.
  private static func value(of option: String, in arguments: [String]) -> String? {
    guard let index = arguments.lastIndex(of: option) else { return nil }
    return arguments.dropFirst(index + 1).first.flatMap { $0.hasPrefix("-") ? nil : $0 }
  }
}
