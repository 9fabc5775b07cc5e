import ArgumentParser
import Nemo
import NemoClient
import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `nemo edit`: upload, one or more instructions, export.
struct EditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Edit a recording by instructions, and save the result.",
    discussion: """
      Example:
        nemo edit clip.mp4 "crop to 16:9" "add a title" -o out.mp4
      """)

  @Argument(help: "The recording: mp4, mov, avi, webm, mkv, or a picture or sound.")
  var file: String

  @Argument(help: "What to do, in English or Chinese; several are sent one after the other.")
  var instructions: [String]

  @Option(name: .shortAndLong, help: "Where the edited video is to stand.")
  var output: String

  @Option(help: "The language to talk in, such as en or zh; else that of the first instruction.")
  var language: String?

  @OptionGroup var flags: BackendOptions

  func validate() throws {
    guard !instructions.isEmpty, instructions.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("Say what to do, such as \"crop to 16:9 and add a title\".")
    }
    guard !isSameFile(file, output) else {
      throw ValidationError("The output would replace the recording. Name another file with -o.")
    }
  }

  func run() async throws {
    let (file, output) = (file, output)
    let checks: (Preflight) throws -> Void = { preflight in
      try preflight.checkUpload(file)
      try preflight.checkOutput(output)
    }
    try await converse(flags, checking: checks) { connection, console in
      let session = try await connection.newSession(
        language: language, firstMessage: instructions.first)
      console.say("Ready.", .dim)
      try await upload(to: session, console)
      var report = EditReport(file: file, output: output)
      for instruction in instructions {
        if let turn = try await perform(instruction, connection, session, console) {
          report.turns.append(turn)
        }
      }
      let exported = try await export(from: session, console)
      report.sizeBytes = exported.sizeBytes
      report.timeline = report.turns.last { $0.timeline != nil }?.timeline
      console.say("✅ Video ready! \(output) (\(Size(exported.sizeBytes)))", .good)
      if flags.json { console.print(json: report.json) }
      if report.turns.contains(where: { $0.outcome == .nothing }) {
        throw ExitCode(ExitTable.edit)
      }
    }
  }

  /// What the client answers by itself never reaches the agent (contract section 14).
  private func perform(
    _ instruction: String, _ connection: Connection, _ session: EditingSession, _ console: Console
  ) async throws -> TurnReport? {
    switch IntentRouter.route(instruction, hasAttachment: false) {
    case .credits:
      console.say("\(try await connection.credits().available) credits available.")
    case .status:
      console.say(try await session.timeline()?.description ?? "The timeline is empty.")
    case .export: console.say("The video is exported at the end.")
    case .upload: console.say("\(lastPathComponent(file)) is uploaded.")
    case .subtitles: console.say("`nemo chat` saves subtitles; here the video is saved.")
    case .message: return try await Conversation(console).turn(instruction, in: session)
    }
    return nil
  }

  private func upload(to session: EditingSession, _ console: Console) async throws {
    let title = "Uploading " + lastPathComponent(file)
    _ = try await session.upload(file) { progress in
      console.progress(
        title,
        progress.totalBytes == 0 ? 1 : Double(progress.sentBytes) / Double(progress.totalBytes))
    }
    console.endProgress()
  }

  private func export(from session: EditingSession, _ console: Console) async throws -> ExportedFile
  {
    let exported = try await session.export(to: output) { progress in
      switch progress {
      case .submitting: console.progress("⏳ Rendering", 0)
      case .rendering(let percent): console.progress("⏳ Rendering", (percent ?? 0) / 100)
      case .retrying: console.say("The render failed. Trying once more...")
      case .downloading(let received, let total):
        console.progress("Downloading", total.map { Double(received) / Double(max($0, 1)) } ?? 0)
      case .rateLimited(let pause): console.say(Conversation.busy(pause))
      }
    }
    console.endProgress()
    return exported
  }
}

/// What `nemo edit --json` prints.
struct EditReport: Sendable {
  var file: String
  var output: String
  var turns: [TurnReport] = []
  var sizeBytes = 0
  var timeline: String?

  init(file: String, output: String) {
    self.file = file
    self.output = output
  }

  var json: JSONText {
    .object([
      "file": .string(file), "output": .string(output), "sizeBytes": .number(sizeBytes),
      "turns": .array(turns.map(\.json)), "timeline": .optional(timeline),
    ])
  }
}

/// Whether both paths lead to one file that is there, links followed.
private func isSameFile(_ one: String, _ other: String) -> Bool {
  guard let one = realpath(one, nil) else { return false }
  defer { free(one) }
  guard let other = realpath(other, nil) else { return false }
  defer { free(other) }
  return strcmp(one, other) == 0
}

func lastPathComponent(_ path: String) -> String {
  String(path.split(separator: "/").last ?? "")
}
