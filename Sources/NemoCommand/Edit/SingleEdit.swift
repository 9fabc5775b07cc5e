import ArgumentParser
import NemoClient

/// One file, or a session that goes on: instructions one after the other, then the export.
struct SingleEdit: Sendable {
  let job: EditPlan.Job
  let steps: EditSteps

  /// - Throws: ``NemoError`` of the first step that fails; the rest is not tried.
  func run() async throws -> EditReport {
    var report = EditReport(job)
    if let file = job.file { _ = try await steps.upload(file) }
    for instruction in job.instructions {
      if let turn = try await steps.perform(instruction, job) { report.turns.append(turn) }
    }
    if let output = job.output {
      report.exported = try await steps.export(to: output)
    } else if !report.turns.isEmpty {
      steps.teller.show(try await steps.session.state().draft)
    }
    report.sessionID = await steps.session.stored.id
    return report
  }
}
