import ArgumentParser
import Nemo
import NemoClient
import NemoHTTP

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `nemo chat`: the conversation, on a terminal or through a pipe.
struct ChatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat",
    abstract: "Edit in conversation: drop files, say what you want, export.",
    discussion: """
      On a terminal: type "help" for what it knows. Tab completes commands and paths, the arrow keys \
      bring back earlier lines. Ctrl-C clears the line; on an empty one it ends the waiting for an \
      edit, which goes on, and twice it leaves.

      Through a pipe each line is done before the next is read, and named files are replaced. The \
      first error ends the conversation with its exit code; an edit that changes nothing goes on, \
      and ends with 30.

      With --json each event is a line of JSON: ready, said, working, edited, uploaded, exported, \
      subtitles, credits, status, link, stopped, error, ended.

      Example:
        nemo chat
        printf 'clip.mp4\\ncrop to 16:9\\nexport out.mp4\\n' | nemo chat
      """)

  @Option(
    help: ArgumentHelp(
      "Go on with an earlier project: LAST, or its id.", valueName: "session"))
  var session: String?

  @Option(help: "The language to begin with, en or zh; else that of LC_ALL or LANG.")
  var language: String?

  @OptionGroup var flags: BackendOptions

  func run() async throws {
    let surroundings = Surroundings.ofThisProcess()
    let wording = ChatWording(
      language: Self.language(flag: language, environment: surroundings.variables))
    let terminal = RawTerminal(
      output: flags.json ? STDERR_FILENO : STDOUT_FILENO, environment: surroundings.variables)
    let settings = ChatMachine.Settings(
      isInteractive: terminal != nil, language: wording.language,
      look: .ofThisMachine(environment: surroundings.variables))
    let history = HistoryFile(path: surroundings.stateFolder + "/chat-history")
    let opening = Opening(wording: wording, isInteractive: terminal != nil)
    let (name, code) = (session, language ?? wording.language.rawValue)
    try await converse(flags, opening: opening) { connection, console in
      let (session, isContinued) = try await Self.open(name, code, connection, wording, console)
      let state = isContinued ? try await session.state() : nil
      var loop = ChatLoop(
        connection, session, console, terminal: terminal, settings: settings, history: history,
        isJSON: flags.json)
      let code = await loop.run(continuing: state)
      if code != 0 { throw ExitCode(code) }
    }
  }

  /// `LAST` without any earlier project opens a new one.
  private static func open(
    _ name: String?, _ language: String, _ connection: Connection, _ wording: ChatWording,
    _ console: Console
  ) async throws -> (EditingSession, isContinued: Bool) {
    if name?.uppercased() == "LAST" {
      if let last = try connection.lastSession() { return (last, true) }
      console.say(wording.noEarlierProject, .dim)
    } else if let name {
      return (try connection.session(named: name), true)
    }
    return (try await connection.newSession(language: language), false)
  }

  /// POSIX: `LC_ALL` goes before `LC_MESSAGES`, and that before `LANG`.
  static func language(flag: String?, environment: [String: String]) -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.compactMap { environment[$0] }.first { !$0.isEmpty }
    return (flag ?? locale ?? "").lowercased().hasPrefix("zh") ? .chinese : .english
  }

  /// What is said before there is a connection.
  struct Opening: Sendable {
    var wording: ChatWording
    var isInteractive: Bool

    func say(_ backend: Backend, _ console: Console) {
      if isInteractive {
        console.wrapLines()
        for line in wording.greeting { console.say(line) }
        console.say("")
      }
      console.say(wording.announcement(of: backend), .dim)
      console.say(wording.connecting, .dim)
    }

    /// For what fails outside of the conversation.
    func sentence(for error: any Error) -> String {
      if let error = error as? SessionNameError { return error.sentence(in: wording.language) }
      return wording.sentence(ChatFailure(error))
    }
  }
}
