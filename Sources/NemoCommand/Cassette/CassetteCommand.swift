import ArgumentParser

/// `nemo cassette`: recorded journeys. One file per subcommand.
struct CassetteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cassette",
    abstract: "Record journeys against a backend and play them back, for clients in any language.",
    subcommands: [
      CassetteRecordCommand.self, CassettePlayCommand.self,
    ])
}
