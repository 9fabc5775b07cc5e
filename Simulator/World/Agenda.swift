import NemoTime

/// What becomes due by itself, by time and then by order of arrival.
struct Agenda: Sendable, Codable {
  enum Event: Sendable, Hashable, Codable {
    /// The edits of a run's step take effect.
    case step(run: Int, index: Int)
    /// A run is over: credits settle.
    case finish(run: Int)
    /// A render would be ready now, if its file is.
    case renderDue(id: String)
  }

  struct Entry: Sendable, Codable {
    var at: WallTime
    var sequence: Int
    var event: Event
  }

  /// Latest first, so that the next one is cheap to take.
  private var entries: [Entry] = []
  private var lastSequence = 0

  var nextDue: WallTime? { entries.last?.at }
  var isEmpty: Bool { entries.isEmpty }

  mutating func add(_ event: Event, at time: WallTime) {
    lastSequence += 1
    let entry = Entry(at: time, sequence: lastSequence, event: event)
    let index = entries.lastIndex { ($0.at, $0.sequence) > (time, lastSequence) } ?? -1
    entries.insert(entry, at: index + 1)
  }

  mutating func removeNext(until now: WallTime) -> Entry? {
    guard let next = entries.last, next.at <= now else { return nil }
    return entries.removeLast()
  }

  mutating func removeAll(ofRun run: Int) {
    entries.removeAll { entry in
      switch entry.event {
      case .step(run, _), .finish(run): true
      default: false
      }
    }
  }
}
