public import ArgumentParser

/// What `nemo simulator` and `nemo-simulator` have in common: their subcommands.
public enum SimulatorCommands<Program: SimulatorProgram> {
  /// The one that runs where none is named.
  public static var standard: any ParsableCommand.Type { ServeCommand<Program>.self }

  /// All of them, in the order of the help.
  public static var all: [any ParsableCommand.Type] {
    [
      ServeCommand<Program>.self, FactsCommand<Program>.self, DialectsCommand<Program>.self,
      MagicCommand<Program>.self, FaultsCommand<Program>.self,
      ScenariosCommand<Program>.self,
    ]
  }

  static var names: [String] { all.compactMap { $0.configuration.commandName } }
}
