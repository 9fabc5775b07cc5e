/// What is known to have changed between two drafts.
struct DraftChanges {
  let changes: [TimelineChange]

  init(before: Draft?, after: Draft?) {
    let tracks = Matching(
      before: before?.tracks ?? [], after: after?.tracks ?? [], id: \.id, likeness: TrackLabel.init)
    let videos = tracks.pairs.map { VideoTiming(before: $0.before, after: $0.after) }
    let isRetimed = videos.contains(where: \.isRetimed)
    var changes = Self.canvas(before, after)
    changes += tracks.added.flatMap { TrackChanges.added($0.segments, TrackLabel($0)) }
    changes += zip(tracks.pairs, videos).flatMap { pair, timing in
      TrackChanges(before: pair.before, after: pair.after, timing, isRetimed: isRetimed).changes
    }
    changes += tracks.removed.flatMap { TrackChanges.removed($0.segments, TrackLabel($0)) }
    changes += Self.counted(.highlights, Self.highlights(before), Self.highlights(after))
    changes += Self.counted(.transitions, Self.transitions(before), Self.transitions(after))
    self.changes = changes
  }

  private static func canvas(_ before: Draft?, _ after: Draft?) -> [TimelineChange] {
    guard let before, let width = after?.width, let height = after?.height,
      before.width != width || before.height != height
    else { return [] }
    return [.cropped(width: width, height: height)]
  }

  private static func counted(
    _ effect: TimelineChange.Effect, _ before: Int, _ after: Int
  ) -> [TimelineChange] {
    before == after ? [] : [.effects(effect, added: after - before)]
  }

  /// Where highlights are kept is unpublished: any list of that name counts (assumed).
  private static func highlights(_ draft: Draft?) -> Int {
    guard let draft else { return 0 }
    let places =
      [draft.json] + draft.tracks.map(\.json) + draft.tracks.flatMap(\.segments).map(\.json)
    return places.reduce(0) { count, place in
      let list = place["highlights"] ?? place["m"]?.first(of: "highlights", "clicks")
      return count + (list?.array?.count ?? 0)
    }
  }

  /// "The draft also holds transitions, key unknown" (section 10.1): the name is assumed.
  private static func transitions(_ draft: Draft?) -> Int {
    let segments = draft?.tracks.flatMap(\.segments) ?? []
    return segments.count {
      ($0.json.first(of: "transition", "tr") ?? $0.json["m"]?["transition"]) != nil
    }
  }
}

/// How long the video of a track was and is.
struct VideoTiming {
  let before: Int64
  let after: Int64
  /// New speed of a segment, when it has changed.
  let speed: Double?
  private let isVideo: Bool

  init(before: Track, after: Track) {
    isVideo = after.type == .video
    self.before = before.endMilliseconds
    self.after = after.endMilliseconds
    let speeds = Set(before.segments.map { $0.speed ?? 1 })
    speed = after.segments.map { $0.speed ?? 1 }.first { !speeds.contains($0) }
  }

  var isRetimed: Bool { isVideo && before != after }

  var change: TimelineChange? {
    guard isVideo, isRetimed || speed != nil else { return nil }
    return speed.map(TimelineChange.speed)
      ?? .length(fromMilliseconds: before, toMilliseconds: after)
  }
}
