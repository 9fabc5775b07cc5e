import NemoClient

@testable import NemoCommand

/// A conversation with the machine, without terminal, clock and backend.
struct Talk {
  struct Reply {
    var actions: [ChatAction]

    var isNothing: Bool { actions.isEmpty }
    /// Without what the user typed.
    var said: [String] {
      actions.compactMap { action in
        guard case .say(let text, let style) = action, style != .strong, !text.isEmpty else {
          return nil
        }
        return text
      }
    }
    var complaints: [String] {
      actions.compactMap { if case .complain(let text) = $0 { text } else { nil } }
    }
    var begun: [ChatJob] {
      actions.compactMap { if case .begin(let job) = $0 { job } else { nil } }
    }
    var reports: [String] {
      actions.compactMap { if case .report(let line) = $0 { line } else { nil } }
    }
    var left: Int32? {
      actions.compactMap { if case .leave(let code) = $0 { code } else { nil } }.first
    }
  }

  private static let files: Set<String> = ["/a b/clip.mp4", "/a/logo.png", "/a/taken.mp4"]

  private(set) var machine: ChatMachine

  init(isInteractive: Bool = true, language: Language = .english) {
    let look = FileLook(
      home: "/home/me", isFile: { Self.files.contains($0) }, isFolder: { $0 == "/a" },
      problem: { path in
        guard !Self.files.contains(path) else { return nil }
        return NemoError(
          .fileNotFound, during: .upload, context: NemoError.Context(path: path))
      })
    machine = ChatMachine(
      ChatMachine.Settings(isInteractive: isInteractive, language: language, look: look))
  }

  mutating func hear(_ event: ChatEvent) -> Reply { Reply(actions: machine.receive(event)) }

  mutating func type(_ line: String) -> Reply { hear(.line(line)) }

  mutating func interrupt() -> Reply { hear(.interrupted(wasEmpty: true)) }

  /// Ends the job that is being done.
  mutating func finish(_ result: ChatResult) -> Reply {
    guard let job = machine.job else { return Reply(actions: []) }
    return hear(.finished(job, result))
  }

  // MARK: Facts

  static let clip = UploadedFile(
    filename: "clip.mp4", kind: "video", durationSeconds: 12, width: 1_280, height: 720)

  static func cancelled(wasSent: Bool) -> NemoError {
    NemoError(.cancelled, during: .edit, wasSent: wasSent)
  }

  /// A turn that added a title to a clip of ten seconds.
  static var titleAdded: TurnOutcome {
    let video = #"{"tt":0,"sg":[{"n":"clip","d":10000,"s":0}]}"#
    let title = #"{"tt":7,"sg":[{"d":3000,"s":0,"m":{"text":"Tips"}}]}"#
    guard let before = draft("{\"t\":[\(video)]}"), let after = draft("{\"t\":[\(video),\(title)]}")
    else { return .nothingChanged }
    return .changed(TimelineDiff(before: before, after: after), timeline: TimelineSummary(after))
  }

  private static func draft(_ json: String) -> Draft? { Draft(bytes: Array(json.utf8)) }
}
