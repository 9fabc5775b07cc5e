import NemoClient

/// What became of one file of a batch.
struct FileReport: Sendable {
  var edit: EditReport
  var outcome: Outcome

  enum Outcome: String, Sendable {
    case done, failed
    /// Exported, though an instruction did nothing.
    case unchanged
    /// The user ended it.
    case stopped
    case notBegun = "not-begun"

    var remark: BatchRemark {
      switch self {
      case .done: .done
      case .failed: .failed
      case .unchanged: .unchanged
      case .stopped: .stopped
      case .notBegun: .notBegun
      }
    }
  }

  init(_ job: EditPlan.Job, _ outcome: Outcome, _ error: (any Error)? = nil) {
    edit = EditReport(job)
    edit.error = error
    self.outcome = outcome
  }

  func json(_ teller: Teller) -> JSONText {
    let error: JSONText =
      edit.error.map { error in
        let code = (error as? NemoError).map { $0.code.rawValue }
        return .object(["code": .optional(code), "sentence": .string(teller.text(error))])
      } ?? .null
    return .object([
      "file": .optional(edit.file), "outcome": .string(outcome.rawValue),
      "output": .optional(edit.exported?.path),
      "sizeBytes": edit.exported.map { .number($0.sizeBytes) } ?? .null,
      "turns": .array(edit.turns.map(\.json)), "timeline": .optional(edit.timeline),
      "error": error,
    ])
  }
}

/// What became of a batch.
struct BatchReport: Sendable {
  var folder: String?
  var files: [FileReport] = []
  var sessionID: String?

  init(folder: String?) { self.folder = folder }

  /// A batch that could not begin.
  static func none(of plan: EditPlan, because error: any Error) -> BatchReport {
    var report = BatchReport(folder: plan.folder)
    report.files = plan.jobs.enumerated().map { index, job in
      index == 0
        ? FileReport(job, error.isCancellation ? .stopped : .failed, error)
        : FileReport(job, .notBegun)
    }
    return report
  }

  /// Whether what went wrong with the last file would go wrong with the next one too.
  var isStopped: Bool { files.last?.edit.error?.stopsBatch ?? false }

  var isInterrupted: Bool {
    files.contains { $0.outcome == .stopped }
      || files.contains { $0.outcome == .notBegun } && !files.contains { $0.stops }
  }

  func count(_ outcome: FileReport.Outcome) -> Int { files.count { $0.outcome == outcome } }

  /// 0 when all is done; else what a script can tell.
  var exitCode: Int32 {
    let done = count(.done)
    if isInterrupted { return ExitTable.interrupted }
    if done == files.count { return 0 }
    if done > 0 { return ExitTable.partial }
    if let error = files.lazy.compactMap(\.edit.error).first { return ExitTable.code(for: error) }
    return ExitTable.edit
  }

  func json(_ teller: Teller) -> JSONText {
    .object([
      "session": .optional(sessionID), "folder": .optional(folder),
      "done": .number(count(.done)), "failed": .number(count(.failed) + count(.unchanged)),
      "notBegun": .number(count(.notBegun) + count(.stopped)),
      "files": .array(files.map { $0.json(teller) }),
    ])
  }
}

extension FileReport {
  fileprivate var stops: Bool { edit.error?.stopsBatch ?? false }
}
