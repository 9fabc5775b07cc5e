import NemoTime

extension World {
  /// A run does nothing more after `time`, which is yet to come, and its credits return then.
  mutating func breakOff(_ id: Int, at time: WallTime) {
    guard let run = runs[id], run.finishes > time else { return }
    agenda.removeAll(ofRun: id)
    var draft = sessions[run.session]?.draft
    for (index, step) in run.steps.enumerated() where step.at >= now && step.at <= time {
      agenda.add(.step(run: id, index: index), at: step.at)
      for edit in step.edits { _ = Editor.apply(edit, to: &draft) }
    }
    let finishes = time + RunPlanner.closing
    agenda.add(.finish(run: id), at: finishes)
    runs[id]?.fails = true
    runs[id]?.finishes = finishes
    sessions[run.session]?.plannedDraft = draft
    if sessions[run.session]?.busyUntil == run.finishes {
      sessions[run.session]?.busyUntil = finishes
    }
  }
}
