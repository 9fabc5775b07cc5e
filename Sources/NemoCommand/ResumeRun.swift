import Nemo
import NemoClient

/// Takes up one render after the other and notes what came of each.
struct ResumeRun {
  struct Result: Sendable {
    var id: String
    var session: String
    /// What came of it, in a word.
    var outcome: String
    var output: String?
    var sizeBytes: Int?
    var error: String?
    /// Nil where nothing went wrong.
    var exitCode: Int32?
  }

  private let console: Console
  private(set) var results: [Result] = []

  init(_ console: Console) {
    self.console = console
  }

  /// Nil when nothing went wrong; the code of what did, or the one for a part when the rest is done.
  var exitCode: Int32? { Self.exitCode(of: results.map(\.exitCode)) }

  static func exitCode(of codes: [Int32?]) -> Int32? {
    let failures = codes.compactMap(\.self)
    if failures.contains(ExitTable.interrupted) { return ExitTable.interrupted }
    guard failures.count < codes.count else { return failures.first }
    return failures.isEmpty ? nil : ExitTable.partial
  }

  mutating func finish(
    _ unfinished: UnfinishedRender, to path: String?, _ connection: Connection
  ) async {
    let render = unfinished.render
    var result = Result(id: render.id, session: render.sessionID, outcome: "failed")
    do {
      console.say("\(render.id)\(render.outputPath.map { " for \($0)" } ?? "")", .strong)
      let transfers = Transfers(console)
      let retrying =
        render.state == .prepared
        ? "The backend has not received it. Sending it now..."
        : "The backend could not render it, or has lost it. Trying once more..."
      let end = try await connection.finish(render, to: path) {
        transfers.show($0, retrying: retrying)
      }
      console.endProgress()
      tell(end, render, &result)
    } catch {
      console.complain(sentence(for: error))
      result.error = sentence(for: error)
      result.exitCode = ExitTable.code(for: error)
      if case let error as NemoError = error, error.code == .stillRendering {
        result.outcome = "rendering"
      }
    }
    results.append(result)
  }

  private func tell(_ end: RenderEnd, _ render: StoredRender, _ result: inout Result) {
    switch end {
    case .delivered(let file):
      (result.outcome, result.output, result.sizeBytes) = ("delivered", file.path, file.sizeBytes)
      if let wanted = render.outputPath, file.path != wanted, result.output != nil {
        console.say("Something stands at \(wanted) already, so that it was left alone.")
      }
      console.say(
        "✅ Video ready! \(file.path) (\(Quantity.size(bytes: file.sizeBytes).english))", .good)
    case .alreadyDelivered(let file):
      (result.outcome, result.output, result.sizeBytes) =
        ("already-delivered", file.path, file.sizeBytes)
      console.say("✅ It is there already: \(file.path)", .good)
    case .heldElsewhere:
      result.outcome = "held"
      console.say("Another nemo is at it, which is left alone.")
    case .notBegun:
      result.outcome = "not-begun"
      console.say(
        "It was stopped before it was sent, so there is nothing to fetch. Ask for it again: "
          + "nemo export --session \(render.sessionID)")
    }
  }
}

extension ResumeRun.Result {
  var json: JSONText {
    .object([
      "render": .string(id), "session": .string(session), "outcome": .string(outcome),
      "output": .optional(output), "sizeBytes": sizeBytes.map(JSONText.number) ?? .null,
      "error": .optional(error),
    ])
  }
}

/// Unfinished renders as lines.
struct RenderTable {
  let lines: [String]

  init(_ unfinished: [UnfinishedRender]) {
    lines =
      TextTable(
        [["RENDER", "STATE", "FOR"]]
          + unfinished.map {
            [$0.render.id, Self.word(for: $0), $0.render.outputPath ?? "-"]
          }
      ).lines
  }

  /// What a person needs to know of it.
  private static func word(for unfinished: UnfinishedRender) -> String {
    if unfinished.isHeld { return "at work" }
    return switch unfinished.render.state {
    case .planned: "not sent"
    case .prepared: "perhaps sent"
    case .submitted, .handedOn: "sent"
    case .completed, .downloaded: "rendered"
    default: unfinished.render.state.rawValue
    }
  }

  static func json(_ unfinished: UnfinishedRender) -> JSONText {
    let render = unfinished.render
    return .object([
      "render": .string(render.id), "session": .string(render.sessionID),
      "state": .string(render.state.rawValue), "held": .bool(unfinished.isHeld),
      "output": .optional(render.outputPath),
      "submitted": .optional(render.submittedAt?.iso8601),
    ])
  }
}
