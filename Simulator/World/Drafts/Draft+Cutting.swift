/// What has a place on the timeline beside the clips.
protocol TimelineItem {
  var start: Int { get set }
  var duration: Int { get set }
}

extension Draft.Sound: TimelineItem {}
extension Draft.Text: TimelineItem {}

extension Draft {
  /// Keeps these parts of the timeline, in order, and closes the gaps.
  ///
  /// Whatever opens the video still opens it afterwards; all else moves with the pictures, and
  /// what lay wholly in a removed part goes.
  mutating func keep(_ parts: [Range<Int>]) {
    let cut = Cut(parts: parts)
    var kept: [Clip] = []
    for clip in clips {
      for part in parts where part.overlaps(clip.start..<clip.end) {
        let range = part.clamped(to: clip.start..<clip.end)
        var piece = clip
        if range.lowerBound > clip.start, !kept.isEmpty { piece.id = segmentID() }
        piece.start = cut.moved(range.lowerBound)
        piece.duration = range.count
        piece.sourceStart += Int((Double(range.lowerBound - clip.start) * clip.speed).rounded())
        kept.append(piece)
      }
    }
    clips = kept
    titles = titles.compactMap { cut.moved($0, within: pictureDuration) }
    captions = captions.compactMap { cut.moved($0, within: pictureDuration) }
    voices = voices.compactMap { cut.moved($0, within: pictureDuration) }
    refit()
  }

  /// Plays everything `factor` times as fast.
  mutating func accelerate(by factor: Double) {
    func scaled(_ milliseconds: Int) -> Int { Int((Double(milliseconds) / factor).rounded()) }
    for index in clips.indices {
      let end = scaled(clips[index].end)
      clips[index].start = scaled(clips[index].start)
      clips[index].duration = max(1, end - clips[index].start)
      clips[index].speed *= factor
    }
    for index in titles.indices { titles[index].start = scaled(titles[index].start) }
    for index in voices.indices { voices[index].start = scaled(voices[index].start) }
    for index in captions.indices {
      let end = scaled(captions[index].end)
      captions[index].start = scaled(captions[index].start)
      captions[index].duration = max(1, end - captions[index].start)
    }
    refit()
  }

  /// Fits what accompanies the pictures to their length, and marks the clicks anew.
  mutating func refit() {
    let end = pictureDuration
    func fitted<Item: TimelineItem>(_ items: [Item]) -> [Item] {
      items.compactMap { item in
        guard item.start < end else { return nil }
        var item = item
        item.duration = min(item.duration, end - item.start)
        return item
      }
    }
    titles = fitted(titles)
    captions = fitted(captions)
    voices = fitted(voices)
    for index in music.indices {
      music[index].start = 0
      music[index].duration = end
    }
    markClicks()
  }

  /// Clicks are kept in the source's time, so that trims, cuts and speed cannot misplace them.
  mutating func markClicks() {
    highlights = []
    guard showsClicks else { return }
    for clip in clips {
      for click in clip.asset.probe?.clicks ?? [] {
        let source = Int((click.seconds * 1_000).rounded())
        guard source >= clip.sourceStart, source < clip.sourceEnd else { continue }
        let start = min(
          clip.end - 1,
          clip.start + Int((Double(source - clip.sourceStart) / clip.speed).rounded()))
        highlights.append(
          Highlight(
            id: "click_\(highlights.count + 1)", start: start,
            duration: min(Highlight.duration, clip.end - start), x: click.x, y: click.y))
      }
    }
  }
}

/// Where times are once only some parts of a timeline are left.
private struct Cut {
  var parts: [Range<Int>]

  func moved(_ time: Int) -> Int {
    parts.reduce(0) { $0 + max(0, min(time, $1.upperBound) - $1.lowerBound) }
  }

  func moved<Item: TimelineItem>(_ item: Item, within end: Int) -> Item? {
    var item = item
    if item.start > 0 {
      let newEnd = moved(item.start + item.duration)
      item.start = moved(item.start)
      item.duration = newEnd - item.start
    } else {
      item.duration = min(item.duration, end)
    }
    return item.duration > 0 ? item : nil
  }
}
