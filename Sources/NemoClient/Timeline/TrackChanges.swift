/// What changed within one track.
struct TrackChanges {
  private(set) var changes: [TimelineChange] = []

  /// - Parameter isRetimed: whether a video got another length; what only follows it is not told.
  init(before: Track, after: Track, _ timing: VideoTiming, isRetimed: Bool) {
    let label = TrackLabel(after)
    let segments = Matching(
      before: before.segments, after: after.segments, id: \.id,
      likeness: { SegmentTitle($0, label) })
    // The rest are pairs too where each side has one: a new name for the same thing.
    let isRenamed = segments.added.count == 1 && segments.removed.count == 1 && label != .video
    if isRenamed {
      let old = SegmentTitle(segments.removed[0], label)
      changes.append(.replaced(label, old, by: SegmentTitle(segments.added[0], label)))
    } else {
      // A clip that was cut in two is no new clip.
      let known = Set(before.segments.map { SegmentTitle($0, label) })
      let left = Set(after.segments.map { SegmentTitle($0, label) })
      let isCut = label == .video
      let new = segments.added.filter { !isCut || !known.contains(SegmentTitle($0, label)) }
      let gone = segments.removed.filter { !isCut || !left.contains(SegmentTitle($0, label)) }
      changes += Self.added(new, label) + Self.removed(gone, label)
    }
    if changes.isEmpty { changes += [timing.change].compactMap { $0 } }
    let details = segments.pairs.flatMap {
      Self.changes(from: $0.before, to: $0.after, label, isRetimed: isRetimed)
    }
    changes += label == .captions && details.count > 1 ? [.captionsChanged] : details
  }

  /// What changed within one segment.
  private static func changes(
    from before: Segment, to after: Segment, _ label: TrackLabel, isRetimed: Bool
  ) -> [TimelineChange] {
    var changes: [TimelineChange] = []
    let (old, title) = (SegmentTitle(before, label), SegmentTitle(after, label))
    if old != title { changes.append(.replaced(label, old, by: title)) }
    if let volume = after.volume, let old = before.volume, volume != old {
      changes.append(.volume(label, from: old, to: volume))
    }
    let isMoved =
      before.startMilliseconds != after.startMilliseconds
      || before.endMilliseconds != after.endMilliseconds
    if isMoved, !isRetimed, label != .video {
      changes.append(
        .moved(
          label, title, startMilliseconds: after.startMilliseconds,
          endMilliseconds: after.endMilliseconds))
    }
    return changes
  }

  // MARK: Segments that came or went

  static func added(_ segments: [Segment], _ label: TrackLabel) -> [TimelineChange] {
    switch label {
    case _ where segments.isEmpty: []
    case .video, .music, .title: segments.map { .added(label, SegmentSummary($0, label)) }
    default: [.addedSeveral(label, count: segments.count)]
    }
  }

  static func removed(_ segments: [Segment], _ label: TrackLabel) -> [TimelineChange] {
    switch label {
    case _ where segments.isEmpty: []
    case .video, .music, .title: segments.map { .removed(label, SegmentTitle($0, label)) }
    default: [.removedSeveral(label)]
    }
  }
}
