extension TrackLabel {
  package var english: String {
    switch self {
    case .video: "Video"
    case .music: "BGM"
    case .voice: "Voice-over"
    case .title: "Title"
    case .captions: "Captions"
    case .highlights: "Click highlights"
    case .other(let name): name ?? "Other"
    }
  }
}

extension SegmentTitle {
  package var english: String {
    switch self {
    case .text(let text): "\"\(text)\""
    case .name(let name): name
    case .untitled: "untitled"
    }
  }
}

extension SegmentSummary {
  package var english: String { "\(title.english) \(figures)" }
}

extension TimelineHead {
  var english: String {
    switch self {
    case .empty: "The timeline is empty."
    case .tracks(1): "Timeline (1 track): "
    case .tracks(let count): "Timeline (\(count) tracks): "
    }
  }
}

extension TrackSummary {
  package var english: String {
    switch content {
    case .empty: "\(label.english): empty"
    case .counted(let count, let times):
      "\(label.english): \(count)\(label == .captions ? " lines" : "") (\(times))"
    case .named(let segments, let count):
      "\(label.english): " + segments.map(\.english).joined(separator: ", ")
        + (count > segments.count ? ", +\(count - segments.count) more" : "")
    }
  }
}

extension TimelineChange {
  package var english: String {
    switch self {
    case .added(let label, let segment): "\(label.english) added: \(segment.english)"
    case .addedSeveral(.voice, _): "\(TrackLabel.voice.english) added"
    case .addedSeveral(let label, let count): "\(label.english) added (\(count))"
    case .removed(let label, let title): "\(label.english) removed: \(title.english)"
    case .removedSeveral(let label): "\(label.english) removed"
    case .replaced(let label, let old, let new):
      "\(label.english) changed from \(old.english) to \(new.english)"
    case .volume(let label, let old, let new):
      "\(label.english) volume changed from \(Phrase.percent(old)) to \(Phrase.percent(new))"
    case .moved(let label, let title, let start, let end):
      label.english + (label == .title ? " \(title.english)" : "")
        + " moved to \(Phrase.times(start, end))"
    case .captionsChanged: "Captions changed"
    case .length(let old, let new):
      (new < old ? "Trimmed" : "Lengthened")
        + " from \(Phrase.seconds(old)) to \(Phrase.seconds(new))"
    case .speed(let factor): "Speed changed to \(Phrase.factor(factor))x"
    case .cropped(let width, let height): "Video cropped to \(width)x\(height)"
    case .effects(let effect, let added):
      "\(effect.english) \(added > 0 ? "added" : "removed") (\(added.magnitude))"
    case .mediaAdded(let name): "Media added: \(name ?? "a file")"
    case .mediaGenerated(let count): "Media generated (\(count))"
    case .unknown: "The timeline changed"
    case .more(let count): "\(count) more changes"
    }
  }
}

extension TimelineChange.Effect {
  fileprivate var english: String {
    switch self {
    case .highlights: TrackLabel.highlights.english
    case .transitions: "Transitions"
    }
  }
}
