import ArgumentParser

/// The command `nemo`. One file per subcommand.
@main struct NemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nemo",
    abstract: "Edit screen recordings by chat: offline with a simulator, or with the Nemo service.",
    discussion: """
      Without a flag everything happens on this machine:

        nemo edit clip.mp4 "crop to 16:9 and add a title" -o out.mp4

      With --production the same command uses the real service.

      Exit codes:
      \(ExitTable.help)
      """,
    version: "0.1.0",
    subcommands: [
      ChatCommand.self, EditCommand.self, UploadCommand.self, SendCommand.self, StatusCommand.self,
      ExportCommand.self, ResumeCommand.self, SessionsCommand.self, OpenCommand.self,
      CreditsCommand.self, LoginCommand.self, LogoutCommand.self, DoctorCommand.self,
      CassetteCommand.self, SimulatorCommand.self,
    ])
}
