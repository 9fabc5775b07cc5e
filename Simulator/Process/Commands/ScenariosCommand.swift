import ArgumentParser
import NemoSimulator
import SimulatorService

/// `scenarios`: the library of scenario files that comes with the simulator.
struct ScenariosCommand<Program: SimulatorProgram>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "scenarios",
      abstract: "List the scenarios that come with the simulator.",
      discussion: """
        A scenario is a file that says how a world departs from its defaults, and what is expected \
        of it at the end. --scenario takes a name of this list, or the path of a file of your own.

        Example:
          \(Program.name) --scenario flaky
        """)
  }

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() throws {
    let paper = Paper(variables: Program.variables)
    do {
      let rows = try ScenarioSheet.rows()
      if json { return try paper.print(json: rows) }
      guard !rows.isEmpty else {
        paper.complain("The library is not on this machine: give --scenario the path of a file.")
        throw ExitCode(1)
      }
      paper.print(ScenarioSheet.lines(of: rows, width: paper.width))
    } catch let error as ScenarioFileError {
      paper.complain("\(error)")
      throw ExitCode(Program.exitCode(for: error))
    }
  }
}

/// The library as `scenarios` prints it.
enum ScenarioSheet {
  /// One object of its JSON.
  struct Row: Encodable, Equatable {
    var name: String
    var title: String?
    var summary: String?
    var dialect: String
  }

  static func rows() throws -> [Row] {
    try ScenarioLibrary.names.map { name in
      let file = try ScenarioFile.find(name)
      return Row(
        name: name, title: file.title, summary: file.summary, dialect: file.dialect.name)
    }
  }

  static func lines(of rows: [Row], width: Int?) -> [StyledLine] {
    TextTable(
      [
        .init("SCENARIO", .strong), .init("WHAT IT SHOWS", wraps: true),
        .init("DIALECT", .dim, wraps: true),
      ],
      rows.map { [$0.name, $0.summary ?? $0.title ?? "", $0.dialect] }
    ).lines(width: width)
  }
}
