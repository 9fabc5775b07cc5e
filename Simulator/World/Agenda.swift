import NemoTime

/// What becomes due by itself, by time and then by order of arrival.
struct Agenda: Sendable, Codable {
  enum Event: Sendable, Hashable, Codable {
    /// The edits of a run's step take effect.
    case step(run: Int, index: Int)
    /// A run is over: credits settle.
    case finish(run: Int)
    /// A render fails, because a message asked for it.
    case renderFails(id: String)
    /// A render would be ready now, if its file is.
    case renderDue(id: String)
  }

  struct Entry: Sendable, Codable {
    var at: WallTime
    var sequence: Int
    var event: Event

    func isBefore(_ other: Entry) -> Bool {
      (at, sequence) < (other.at, other.sequence)
    }
  }

  /// A binary heap, the earliest on top.
  private var heap: [Entry] = []
  private var lastSequence = 0

  var nextDue: WallTime? { heap.first?.at }
  var isEmpty: Bool { heap.isEmpty }

  mutating func add(_ event: Event, at time: WallTime) {
    lastSequence += 1
    heap.append(Entry(at: time, sequence: lastSequence, event: event))
    siftUp()
  }

  mutating func removeNext(until now: WallTime) -> Entry? {
    guard let top = heap.first, top.at <= now else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      siftDown()
    }
    return top
  }

  mutating func removeAll(ofRun run: Int) {
    heap.removeAll { entry in
      switch entry.event {
      case .step(run, _), .finish(run): true
      default: false
      }
    }
    // What is sorted is a heap.
    heap.sort { $0.isBefore($1) }
  }

  private mutating func siftUp() {
    var child = heap.count - 1
    while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var smallest = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child].isBefore(heap[smallest]) { smallest = child }
      }
      if smallest == parent { return }
      heap.swapAt(parent, smallest)
      parent = smallest
    }
  }
}
