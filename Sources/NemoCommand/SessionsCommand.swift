import ArgumentParser
import Nemo
import NemoClient

/// `nemo sessions`: what was opened at this backend.
struct SessionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions",
    abstract: "List the sessions of this backend, the last one first.",
    discussion: """
      What is listed is remembered on this machine; nothing is sent.

      Example:
        nemo sessions
        nemo send "make the title blue" --session 7000
      """)

  @Option(help: ArgumentHelp("How many to list; 0 lists all.", valueName: "count"))
  var limit = 20

  @OptionGroup var flags: BackendOptions

  func validate() throws {
    guard limit >= 0 else {
      throw ValidationError("--limit is a number of sessions, or 0 for all.")
    }
  }

  func run() async throws {
    try await remember(flags) { store, console in
      let all = try store.sessions()
      let shown = limit == 0 ? all : Array(all.prefix(limit))
      if flags.json { return console.print(json: .array(shown.map(SessionTable.json))) }
      guard !all.isEmpty else {
        return console.say("No session yet. Start one: nemo upload clip.mp4")
      }
      for line in SessionTable(shown).lines { console.say(line) }
      if shown.count < all.count {
        console.say("\(all.count - shown.count) older ones: --limit 0 lists all.", .dim)
      }
    }
  }
}

/// Sessions as lines of a table that fits into 80 columns.
struct SessionTable {
  let lines: [String]

  private static let nameWidth = 28

  init(_ sessions: [StoredSession]) {
    let rows =
      [["SESSION", "FILE", "LANGUAGE", "LAST USED (UTC)"]]
      + sessions.map { session in
        [
          session.id, Self.shortened(session.firstFile ?? session.name), session.language,
          Self.minute(session.lastUsedAt ?? session.createdAt),
        ]
      }
    lines = TextTable(rows).lines
  }

  /// A session in a few words.
  static func title(of session: StoredSession) -> String {
    session.id + (session.firstFile.map { " (\(shortened($0)))" } ?? "")
  }

  static func json(_ session: StoredSession) -> JSONText {
    .object([
      "id": .string(session.id), "task": .optional(session.taskID),
      "name": .string(session.name), "language": .string(session.language),
      "created": .string(session.createdAt.iso8601),
      "lastUsed": .optional(session.lastUsedAt?.iso8601),
      "firstFile": .optional(session.firstFile),
    ])
  }

  private static func shortened(_ text: String) -> String {
    DisplayText.cut(DisplayText.plain(text), columns: nameWidth)
  }

  /// `2026-11-23 20:14`.
  static func minute(_ time: WallTime) -> String {
    String(time.iso8601.prefix(16)).replacing("T", with: " ")
  }
}
