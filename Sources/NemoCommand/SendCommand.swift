import ArgumentParser
import Nemo
import NemoClient

/// `nemo send`: one instruction to the agent.
struct SendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Send one instruction in the last session.",
    discussion: """
      Example:
        nemo send "make the title blue"
        nemo send "加标题《你好》" --session 7000
      """)

  @Argument(help: "What to do, in English or Chinese.")
  var instruction: String

  @OptionGroup var session: SessionOption

  @OptionGroup var flags: BackendOptions

  func validate() throws {
    guard !instruction.allSatisfy(\.isWhitespace) else {
      throw ValidationError("Say what to do, such as \"crop to 16:9 and add a title\".")
    }
    // What the client does by itself never reaches the agent (contract section 14).
    switch IntentRouter.route(instruction, hasAttachment: false) {
    case .export: throw Self.other("nemo export -o out.mp4")
    case .upload: throw Self.other("nemo upload FILE")
    case .credits: throw Self.other("nemo credits")
    case .status: throw Self.other("nemo status")
    case .subtitles: throw Self.other("nemo chat")
    case .message: break
    }
  }

  private static func other(_ command: String) -> ValidationError {
    ValidationError("The agent does not do that; this command does: \(command)")
  }

  func run() async throws {
    try await converse(flags) { connection, console in
      let session = try connection.session(named: session.session)
      let report = try await Conversation(console, in: Language(of: instruction)).turn(
        instruction, in: session)
      if flags.json { console.print(json: report.json) }
      if report.outcome == .nothing { throw ExitCode(ExitTable.edit) }
      console.say("Save it: nemo export -o out.mp4", .dim)
    }
  }
}
