import ArgumentParser

/// `nemo cassette`: recorded journeys. One file per subcommand.
struct CassetteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cassette",
    abstract: "Record journeys, play them to any client, read, compare and check them.",
    discussion: """
      A cassette is named by its name in the folder of the cassettes, by the path of its folder, or
      by the path of a .sqlite file.

      Example:
        nemo edit clip.mp4 "add a title" -o out.mp4 --record my-title
        nemo cassette show my-title
        nemo edit clip.mp4 "add a title" -o out.mp4 --backend cassette:my-title
      """,
    subcommands: [
      CassetteRecordCommand.self, CassettePlayCommand.self, CassetteListCommand.self,
      CassetteShowCommand.self, CassetteDiffCommand.self, CassetteVerifyCommand.self,
      CassetteRecoverCommand.self, CassetteSealCommand.self, CassetteUnsealCommand.self,
      CassetteFormatCommand.self, CassetteImportCommand.self,
    ])
}
