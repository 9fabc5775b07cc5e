import NemoClient

/// What became of one file, or of a session that was continued. `nemo edit --json` prints it.
struct EditReport: Sendable {
  var file: String?
  var output: String?
  var turns: [TurnReport] = []
  var exported: ExportedFile?
  var sessionID: String?
  /// Why it did not come to its end.
  var error: (any Error)?

  init(_ job: EditPlan.Job) {
    file = job.file
    output = job.output
  }

  /// The timeline after the last turn that showed one.
  var timeline: String? { turns.last { $0.timeline != nil }?.timeline }

  /// Whether an instruction did nothing.
  var isUnchanged: Bool { turns.contains { $0.outcome == .nothing } }

  /// The document for one file.
  var json: JSONText {
    .object([
      "file": .optional(file), "output": .optional(output),
      "sizeBytes": exported.map { .number($0.sizeBytes) } ?? .null,
      "turns": .array(turns.map(\.json)), "timeline": .optional(timeline),
      "session": .optional(sessionID),
    ])
  }
}
