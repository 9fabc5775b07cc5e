import ArgumentParser
import Nemo
import NemoClient
import NemoHTTP

/// `nemo status`: the timeline as a picture, the media, and what is being rendered.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the timeline, the media and the renders of a session.",
    discussion: """
      Example:
        nemo status --json
        nemo status --session LAST --svg timeline.svg
      """)

  @OptionGroup var session: SessionOption

  @Option(
    help: ArgumentHelp(
      "Draw the timeline as an SVG document, in place of what the file holds; - for standard output.",
      valueName: "file"))
  var svg: String?

  @Option(help: "The language to talk in, such as en or zh; else that of the session.")
  var language: String?

  @OptionGroup var flags: BackendOptions

  func validate() throws {
    guard svg != "-" || !flags.json else {
      throw ValidationError("--json and --svg - both write to standard output. Name a file.")
    }
  }

  func run() async throws {
    let talking = talkingFlags
    let checks: (Preflight) throws -> Void = { preflight in
      if let svg, svg != "-" { try preflight.checkOutput(svg) }
    }
    try await converse(talking, checking: checks) { connection, console in
      let screen = Screen(environment: Surroundings.ofThisProcess().variables)
      guard let session = try find(connection) else {
        let spoken = language.flatMap(Language.init(code:)) ?? .english
        console.say(EditRemark.noSession.text(in: spoken))
        if flags.json { console.print(json: StatusReport().json) }
        if let svg { try draw(nil, spoken, svg, console) }
        return
      }
      let stored = await session.stored
      let spoken = Language(code: language ?? stored.language) ?? .english
      let state = try await session.state()
      let report = StatusReport(stored, state, try connection.renders(), spoken)
      let teller = Teller(console, spoken, talking.json ? nil : screen)
      report.tell(teller)
      if flags.json { console.print(json: report.json) }
      if let svg { try draw(state.draft, spoken, svg, console) }
    }
  }

  /// With a drawing on standard output the conversation goes to the error stream.
  private var talkingFlags: BackendOptions {
    var flags = flags
    flags.json = flags.json || svg == "-"
    return flags
  }

  /// Nil where there is no session at all, and none was named.
  private func find(_ connection: Connection) throws -> EditingSession? {
    do {
      return try connection.session(named: session.session)
    } catch let error as SessionNameError where error.code == .noSession {
      return nil
    }
  }

  private func draw(
    _ draft: Draft?, _ language: Language, _ path: String, _ console: Console
  ) throws {
    let document = TimelineSVG.document(draft, in: language)
    guard path != "-" else { return Console.write(document, to: 1) }
    try DrawingFile(path).write(document)
    console.say(EditRemark.drawn(path).text(in: language), .dim)
  }
}

/// A drawing on the disk: complete, or not there at all.
private struct DrawingFile {
  let path: String

  init(_ path: String) { self.path = path }

  /// - Throws: ``NemoError`` with ``NemoError/Code/outputNotWritable``.
  func write(_ document: String) throws {
    let disk = DiskFileStore()
    let temporary = path + ".nemo.part"
    do {
      try disk.remove(temporary)
      let writer = try disk.appender(to: temporary)
      try writer.write(Array(document.utf8))
      try writer.synchronize()
      try disk.move(temporary, to: path)
    } catch let failure as FileFailure {
      try? disk.remove(temporary)
      throw NemoError(
        .outputNotWritable, during: .readState, cause: .file(failure),
        context: NemoError.Context(path: path))
    }
  }
}
