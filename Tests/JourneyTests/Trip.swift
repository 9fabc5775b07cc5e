import NemoClient
import NemoHTTP
import NemoTime

/// A journey under way: does what a user does, and writes down what the user gets.
///
/// Failures of the backend are part of a journey, so they are written down and not thrown; a
/// request that a cassette does not have ends it.
struct Trip: Sendable {
  /// What the user got out of it, in order.
  struct Outcome: Sendable, Hashable {
    var turns: [Turn] = []
    var uploads: [String] = []
    var exports: [Export] = []
    var timelines: [String] = []
    /// Available and frozen, each time somebody looked.
    var credits: [[Int64]] = []
  }

  struct Turn: Sendable, Hashable {
    /// Texts, and in brackets what else was told.
    var heard: [String]
    var changes: [String]
    /// `text`, `changed`, `nothing changed`, or the code of an error.
    var end: String
    /// The error's sentence for the user.
    var problem: String?
    /// Whether an error says that the backend may have the edit.
    var wasSent: Bool?
  }

  struct Export: Sendable, Hashable {
    var path: String
    /// Renders that were submitted.
    var submissions = 0
    /// Nil when there is no file.
    var sizeBytes: Int?
    var problem: String?
  }

  let nemo: Connection
  let files: MemoryFileStore
  private let log = Locked(Outcome())

  init(nemo: Connection, files: MemoryFileStore) {
    self.nemo = nemo
    self.files = files
  }

  var outcome: Outcome { log.withLock { $0 } }

  // MARK: What a user does

  func upload(_ path: String, to session: EditingSession) async throws {
    let line = try await survivingErrors {
      try await session.upload(path).map(\.filename).joined(separator: ", ")
    }
    log.withLock { $0.uploads.append(line) }
  }

  func say(_ instruction: String, to session: EditingSession) async {
    let heard = Locked<[String]>([])
    let outcome = await session.send(instruction) { event in
      if let word = Self.word(for: event) { heard.withLock { $0.append(word) } }
    }
    log.withLock { $0.turns.append(Turn(heard: heard.withLock { $0 }, outcome)) }
  }

  func export(_ session: EditingSession, to path: String) async throws {
    let submissions = Locked(0)
    let problem: String?
    do {
      _ = try await session.export(to: path) { progress in
        if case .submitting = progress { submissions.withLock { $0 += 1 } }
      }
      problem = nil
    } catch let error as NemoError {
      problem = Self.sentence(error)
    }
    let size = problem == nil ? try files.size(of: path) : nil
    let export = Export(
      path: path, submissions: submissions.withLock { $0 }, sizeBytes: size, problem: problem)
    log.withLock { $0.exports.append(export) }
  }

  /// Looks at the timeline and the credits.
  func look(at session: EditingSession) async throws {
    let timeline = try await survivingErrors {
      try await session.timeline()?.description ?? "none"
    }
    log.withLock { $0.timelines.append(timeline) }
    try await lookAtCredits()
  }

  func lookAtCredits() async throws {
    let credits = try await nemo.credits()
    log.withLock { $0.credits.append([credits.available, credits.frozen]) }
  }

  private func survivingErrors(_ body: () async throws -> String) async throws -> String {
    do {
      return try await body()
    } catch let error as NemoError {
      return Self.sentence(error)
    }
  }

  private static func sentence(_ error: NemoError) -> String {
    "\(error.code.rawValue): \(masked(error.description))"
  }

  /// A tape has a pseudonym in the place of the user's id in the registration link.
  fileprivate static func masked(_ sentence: String) -> String {
    sentence.replacing(/bind=anon_[a-z0-9]+/, with: "bind=<id>")
  }

  /// Suggestions and tool calls are for programs.
  private static func word(for event: TurnEvent) -> String? {
    switch event {
    case .said(let text): text
    case .suggested, .toolCall: nil
    case .stillWorking: "[still working]"
    case .recovering: "[recovering]"
    case .rateLimited(let pause): "[waiting \(pause.components.seconds) s]"
    case .sessionReplaced: "[session replaced]"
    }
  }
}

extension Trip.Turn {
  init(heard: [String], _ outcome: TurnOutcome) {
    self.init(heard: heard, changes: [], end: "nothing changed")
    switch outcome {
    case .text(_, let changes, _): (end, self.changes) = ("text", changes.sentences)
    case .changed(let changes, _): (end, self.changes) = ("changed", changes.sentences)
    case .nothingChanged: break
    case .failed(let error):
      (end, wasSent) = (error.code.rawValue, error.wasSent)
      problem = Trip.masked(error.description)
    }
  }
}
