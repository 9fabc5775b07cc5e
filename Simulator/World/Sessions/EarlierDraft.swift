import NemoTime

/// A session's draft as it was before the last run that changed it: what stale reads show.
struct EarlierDraft: Sendable, Codable {
  var draft: Draft?
  var run: Int
  /// When that run changed the draft last.
  var changedAt: WallTime
}

extension Session {
  /// The draft is about to be changed by a run, perhaps not for the first time.
  mutating func rememberDraft(beforeRun run: Int, at now: WallTime) {
    let known = earlier?.run == run ? earlier?.draft : draft
    earlier = EarlierDraft(draft: known, run: run, changedAt: now)
  }
}
