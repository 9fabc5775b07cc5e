/// What changed within one track.
struct TrackChanges {
  private(set) var sentences: [String] = []

  /// - Parameter isRetimed: whether a video got another length; what only follows it is not told.
  init(before: Track, after: Track, _ timing: VideoTiming, isRetimed: Bool) {
    let label = TrackLabel(after)
    let segments = Matching(
      before: before.segments, after: after.segments, id: \.id, likeness: { $0.title(label) })
    // The rest are pairs too where each side has one: a new name for the same thing.
    let isRenamed = segments.added.count == 1 && segments.removed.count == 1 && label != .video
    if isRenamed {
      sentences.append(Self.renamed(segments.removed[0], segments.added[0], label))
    } else {
      // A clip that was cut in two is no new clip.
      let known = Set(before.segments.map { $0.title(label) })
      let left = Set(after.segments.map { $0.title(label) })
      let isCut = label == .video
      let new = segments.added.filter { !isCut || !known.contains($0.title(label)) }
      let gone = segments.removed.filter { !isCut || !left.contains($0.title(label)) }
      sentences += TrackSentence.added(new, label) + TrackSentence.removed(gone, label)
    }
    if sentences.isEmpty { sentences += [timing.sentence].compactMap { $0 } }
    let details = segments.pairs.flatMap {
      SegmentChange(before: $0.before, after: $0.after, label, isRetimed: isRetimed).sentences
    }
    sentences += label == .captions && details.count > 1 ? ["Captions changed"] : details
  }

  private static func renamed(_ before: Segment, _ after: Segment, _ label: TrackLabel) -> String {
    "\(label) changed from \(before.title(label)) to \(after.title(label))"
  }
}

/// What changed within one segment.
struct SegmentChange {
  private(set) var sentences: [String] = []

  init(before: Segment, after: Segment, _ label: TrackLabel, isRetimed: Bool) {
    let title = after.title(label)
    if before.title(label) != title {
      sentences.append("\(label) changed from \(before.title(label)) to \(title)")
    }
    if let volume = after.volume, let old = before.volume, volume != old {
      let (old, new) = (Phrase.percent(old), Phrase.percent(volume))
      sentences.append("\(label) volume changed from \(old) to \(new)")
    }
    let isMoved =
      before.startMilliseconds != after.startMilliseconds
      || before.endMilliseconds != after.endMilliseconds
    if isMoved, !isRetimed, label != .video {
      let times = Phrase.times(after.startMilliseconds, after.endMilliseconds)
      let name = label == .title ? "Title \(title)" : label.description
      sentences.append("\(name) moved to \(times)")
    }
  }
}

/// Sentences about segments that came or went.
enum TrackSentence {
  static func added(_ segments: [Segment], _ label: TrackLabel) -> [String] {
    switch label {
    case _ where segments.isEmpty: []
    case .voice: ["\(label) added"]
    case .video, .music, .title: segments.map { "\(label) added: \($0.item(label))" }
    default: ["\(label) added (\(segments.count))"]
    }
  }

  static func removed(_ segments: [Segment], _ label: TrackLabel) -> [String] {
    switch label {
    case _ where segments.isEmpty: []
    case .video, .music, .title: segments.map { "\(label) removed: \($0.title(label))" }
    default: ["\(label) removed"]
    }
  }
}
