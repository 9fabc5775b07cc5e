import Foundation
import NemoClient
import NemoHTTP
import NemoTime

/// The journey "quick edit": upload, the seed's own sentence, a second instruction, export.
///
/// One body, whatever answers.
enum QuickEdit {
  /// What the user gets out of it.
  struct Outcome: Sendable, Hashable {
    var turns: [Turn] = []
    var timeline: String?
    var availableCredits: Int64 = 0
    var frozenCredits: Int64 = 0
    var exported: [UInt8] = []
  }

  struct Turn: Sendable, Hashable {
    var said: [String]
    var changes: [String]
    var isSuccess: Bool
  }

  static let instructions = [
    "crop the screen recording to 16:9, highlight the cursor clicks, and add a voiceover track",
    "trim the first 2 seconds and add a title \"Lumen notes\"",
  ]

  static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A store that holds the sample recording and takes the export.
  static func files() throws -> MemoryFileStore {
    let sample = packageFolder.appendingPathComponent("Simulator/Samples/walkthrough.mp4")
    return MemoryFileStore(["walkthrough.mp4": Array(try Data(contentsOf: sample))])
  }

  static func run(_ nemo: Connection, _ files: any FileStore) async throws -> Outcome {
    var outcome = Outcome()
    let session = try await nemo.newSession(firstMessage: instructions[0])
    _ = try await session.upload("walkthrough.mp4")
    for instruction in instructions {
      outcome.turns.append(await turn(instruction, session))
    }
    _ = try await session.export(to: "out.mp4")
    outcome.timeline = try await session.timeline()?.description
    let credits = try await nemo.credits()
    outcome.availableCredits = credits.available
    outcome.frozenCredits = credits.frozen
    outcome.exported = try files.bytes(of: "out.mp4")
    return outcome
  }

  private static func turn(_ instruction: String, _ session: EditingSession) async -> Turn {
    let said = Locked<[String]>([])
    let outcome = await session.send(instruction) { event in
      if case .said(let text) = event { said.withLock { $0.append(text) } }
    }
    let changes: [String] =
      switch outcome {
      case .text(_, let changes, _), .changed(let changes, _): changes.sentences
      case .nothingChanged: []
      case .failed(let error): [error.description]
      }
    return Turn(said: said.withLock { $0 }, changes: changes, isSuccess: outcome.isSuccess)
  }
}
