import ArgumentParser
import NemoSimulator

/// `dialects`: what can be said in more than one way, and how each preset says it.
struct DialectsCommand<Program: SimulatorProgram>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "dialects",
      abstract: "List the points at which the sources disagree, and what each preset says.",
      discussion: """
        Each point is a switch: --set SWITCH=VALUE turns one, --dialect PRESET all of them. With the \
        name of a switch its values are described, with that of a preset where it departs from the \
        defaults.

        Example:
          \(Program.name) dialects errors
        """)
  }

  @Argument(help: "A switch or a preset, to describe it in detail.")
  var name: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() throws {
    let paper = Paper(variables: Program.variables)
    guard let name else {
      if json { return try paper.print(json: DialectSheet.document) }
      return paper.print(DialectSheet.lines(width: paper.width))
    }
    if let one = DialectSwitch.named(name) {
      if json { return try paper.print(json: DialectSheet.Point(one)) }
      return paper.print(SwitchSheet(one, program: Program.name).lines(width: paper.width))
    }
    if let preset = Dialect.presets.first(where: { $0.name == name }) {
      if json { return try paper.print(json: DialectSheet.Preset(preset)) }
      return paper.print(PresetSheet(preset, program: Program.name).lines(width: paper.width))
    }
    throw ValidationError(
      "There is no switch or preset \(name)."
        + NearestName.question(name, among: DialectSheet.names)
        + " \(Program.name) dialects lists them.")
  }
}
