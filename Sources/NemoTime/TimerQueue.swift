/// Sleepers by deadline, then by order of arrival: a binary heap with removal by id.
struct TimerQueue {
  struct Timer {
    var id: UInt64
    var deadline: Instant
    var reason: String
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct Entry {
    var deadline: Instant
    var id: UInt64

    static func < (one: Entry, other: Entry) -> Bool {
      (one.deadline, one.id) < (other.deadline, other.id)
    }
  }

  private var lastID: UInt64 = 0
  private var timers: [UInt64: Timer] = [:]
  /// May hold entries whose timer was removed; they are skipped when they surface.
  private var heap: [Entry] = []

  mutating func makeID() -> UInt64 {
    lastID += 1
    return lastID
  }

  mutating func insert(_ timer: Timer) {
    timers[timer.id] = timer
    heap.append(Entry(deadline: timer.deadline, id: timer.id))
    siftUp(from: heap.count - 1)
  }

  mutating func remove(_ id: UInt64) -> CheckedContinuation<Void, any Error>? {
    timers.removeValue(forKey: id)?.continuation
  }

  mutating func removeAll() -> [CheckedContinuation<Void, any Error>] {
    defer {
      timers.removeAll()
      heap.removeAll()
    }
    return timers.values.sorted { $0.id < $1.id }.map(\.continuation)
  }

  /// Nil when nobody sleeps.
  var earliestDeadline: Instant? {
    mutating get {
      while let top = heap.first {
        if timers[top.id] != nil { return top.deadline }
        removeTop()
      }
      return nil
    }
  }

  mutating func removeEarliest() -> Timer? {
    while let entry = removeTop() {
      if let timer = timers.removeValue(forKey: entry.id) { return timer }
    }
    return nil
  }

  @discardableResult private mutating func removeTop() -> Entry? {
    guard let top = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      siftDown()
    }
    return top
  }

  private mutating func siftUp(from start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child] < heap[parent] else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var smallest = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child] < heap[smallest] { smallest = child }
      }
      if smallest == parent { return }
      heap.swapAt(parent, smallest)
      parent = smallest
    }
  }
}
