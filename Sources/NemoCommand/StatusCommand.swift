import ArgumentParser
import Nemo
import NemoClient

/// `nemo status`: the timeline and the media of the last session.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the timeline and the media of the last session.",
    discussion: """
      Example:
        nemo status --json
      """)

  @OptionGroup var flags: BackendOptions

  func run() async throws {
    try await converse(flags) { connection, console in
      guard let session = try connection.lastSession() else {
        console.say("No session yet. Start one: nemo edit clip.mp4 \"add a title\" -o out.mp4")
        if flags.json { console.print(json: .object(["timeline": .null, "media": .array([])])) }
        return
      }
      let state = try await session.state()
      let timeline = state.draft.map { TimelineSummary($0).description }
      console.say(timeline ?? "The timeline is empty.")
      for file in state.media { console.say("  " + Self.line(about: file), .dim) }
      if flags.json { console.print(json: Self.json(timeline, state.media)) }
    }
  }

  private static func line(about file: UploadedFile) -> String {
    var facts: [String] = []
    if let width = file.width, let height = file.height { facts.append("\(width)x\(height)") }
    if let seconds = file.durationSeconds, seconds > 0 { facts.append("\(tenths(seconds)) s") }
    return file.filename + (facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))")
  }

  private static func tenths(_ seconds: Double) -> String {
    JSONText.number((seconds * 10).rounded() / 10).text
  }

  private static func json(_ timeline: String?, _ media: [UploadedFile]) -> JSONText {
    .object([
      "timeline": .optional(timeline),
      "media": .array(
        media.map { file in
          .object([
            "filename": .string(file.filename), "kind": .optional(file.kind),
            "width": file.width.map(JSONText.number) ?? .null,
            "height": file.height.map(JSONText.number) ?? .null,
            "durationSeconds": file.durationSeconds.map(JSONText.number) ?? .null,
          ])
        }),
    ])
  }
}
