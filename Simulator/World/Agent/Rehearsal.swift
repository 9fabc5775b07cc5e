/// What a run will do: its edits, tried on a copy of the draft.
struct Rehearsal {
  struct Stage {
    var edit: Edit
    var finding: Finding
    /// What the tool reports; contents are published nowhere (contract section 7.8).
    var result: JSON
  }

  private(set) var stages: [Stage] = []
  private(set) var draft: Draft?
  let isGeneration: Bool
  let isChange: Bool

  init(_ understanding: Understanding, of session: Session) {
    var draft = session.plannedDraft
    var isWorth = false
    for edit in understanding.edits {
      let before = draft
      let finding = Editor.apply(edit, to: &draft)
      if draft != before, !edit.isShow || understanding.edits.count == 1 { isWorth = true }
      let status: JSON = draft == before ? "unchanged" : "ok"
      let segments = JSON.integer(draft.map(Self.segmentCount) ?? 0)
      stages.append(
        Stage(edit: edit, finding: finding, result: ["status": status, "segments": segments]))
    }
    // A draft that would only be begun, because nothing asked for could be done, is not begun.
    self.draft = isWorth ? draft : session.plannedDraft
    isGeneration = understanding.isGeneration
    isChange = isWorth
  }

  /// That a draft was begun goes without saying; so does stage one of a generation where it has been
  /// told by then.
  func findingsToTell(_ form: Dialect.Stages) -> [Finding] {
    stages.map(\.finding).filter { finding in
      if case .generated = finding { return form == .one }
      if case .shown = finding { return stages.count == 1 }
      return true
    }
  }

  private static func segmentCount(_ draft: Draft) -> Int {
    draft.clips.count + draft.music.count + draft.voices.count + draft.titles.count
      + draft.captions.count + draft.highlights.count
  }
}

extension Edit {
  fileprivate var isShow: Bool {
    if case .show = self { true } else { false }
  }
}
