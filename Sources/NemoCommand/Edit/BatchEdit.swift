import NemoClient

/// Several files in one session, one after the other: each is uploaded, edited by messages that
/// begin with its name, and rendered before the next begins.
///
/// What goes wrong with one file is told and kept; the others go on, but for what would stop them
/// too.
struct BatchEdit: Sendable {
  let plan: EditPlan
  /// What is wrong with a file before anything is sent, by its place in the plan.
  let problems: [Int: NemoError]
  let steps: EditSteps

  /// Never throws: every file has its outcome in the report.
  func run() async -> BatchReport {
    var report = BatchReport(folder: plan.folder)
    var known: [UploadedFile] = []
    do {
      // A session that goes on has files of its own.
      if plan.session != nil { known = try await steps.session.state().media }
    } catch {
      return .none(of: plan, because: error)
    }
    for (index, job) in plan.jobs.enumerated() {
      guard !Task.isCancelled, !report.isStopped else {
        report.files.append(FileReport(job, .notBegun))
        continue
      }
      let number = EditRemark.file(
        lastPathComponent(job.file ?? ""), index + 1, of: plan.jobs.count)
      steps.teller.say("", .plain)
      steps.teller.say(number, .strong)
      let file = await edit(job, problems[index], &known)
      if let error = file.edit.error, !(error is CancellationError) { steps.teller.complain(error) }
      report.files.append(file)
    }
    report.sessionID = await steps.session.stored.id
    return report
  }

  private func edit(
    _ job: EditPlan.Job, _ problem: NemoError?, _ known: inout [UploadedFile]
  ) async -> FileReport {
    var report = FileReport(job, .done)
    do {
      if let problem { throw problem }
      guard let file = job.file, let output = job.output else { return report }
      let own = try await steps.upload(file)
      let others = known
      known += own
      // The backend may have given the file another name.
      let name = own.first?.filename ?? lastPathComponent(file)
      for instruction in job.instructions {
        let isFirst = !report.edit.turns.contains { !$0.changes.isEmpty }
        let turn = try await steps.perform(
          instruction, job, about: name, startingFrom: isFirst ? own : nil)
        if let turn { report.edit.turns.append(turn) }
      }
      let ownership = DraftOwnership(own: own, others: others)
      report.edit.exported = try await steps.export(to: output, ownership)
      if report.edit.isUnchanged { report.outcome = .unchanged }
    } catch {
      report.edit.error = error
      report.outcome = error.isCancellation ? .stopped : .failed
      steps.teller.endProgress()
    }
    return report
  }
}

extension Error {
  /// Whether the user wanted it to end.
  var isCancellation: Bool {
    self is CancellationError || (self as? NemoError)?.code == .cancelled
  }

  /// Whether the next file would fail in the same way, perhaps after it has cost credits.
  var stopsBatch: Bool {
    // Trouble of a cassette or of the ledger does not go away.
    guard let error = self as? NemoError else { return true }
    let last: [NemoError.Code] = [
      .outOfCredits, .exportBlocked, .notSignedIn, .tokenRejected, .missingClientID, .unreachable,
      .insecure, .storeFailed, .outputNotWritable, .cancelled,
    ]
    // A place that could not be written before anything was rendered is that file's own.
    return last.contains(error.code)
      && !(error.code == .outputNotWritable && error.operation == .export)
  }
}
