/// Which exchanges are left to answer what, in the recorded order.
///
/// Each exchange waits in the chain of its key until somebody asks for the key, then in the queue
/// of its ids: it is moved once and taken once, however often its key repeats.
struct ExchangeQueues: Sendable {
  /// What is the same for requests that repeat each other.
  struct Slot: Hashable {
    let key: String
    let ids: IDPattern
  }

  private struct Queue {
    var exchanges: [Int] = []
    var taken = 0
  }

  private var firstOfKey: [String: Int] = [:]
  /// The next exchange with the same key; its own index for the last.
  private var following: [Int]
  private var queues: [Slot: Queue] = [:]
  private var recordedCounts: [Slot: Int] = [:]

  init(_ index: TapeIndex) {
    following = Array(0..<index.count)
    firstOfKey.reserveCapacity(index.count)
    for position in (0..<index.count).reversed() {
      let key = index.key(at: position)
      if let next = firstOfKey.updateValue(position, forKey: key) { following[position] = next }
    }
  }

  /// The next exchange that answers; nil when none is left that was sorted in.
  mutating func take(_ slot: Slot) -> Int? {
    guard let queue = queues[slot], queue.taken < queue.exchanges.count else { return nil }
    queues[slot]?.taken += 1
    return queue.exchanges[queue.taken]
  }

  /// The first exchange with the key that is not sorted in.
  func firstUnsorted(_ key: String) -> Int? { firstOfKey[key] }

  /// Sorts in the first exchange with the key.
  ///
  /// - Parameters:
  ///   - ids: what a request must bring.
  ///   - recorded: its ids as they stand on the tape.
  mutating func sortFirst(of key: String, by ids: IDPattern, recorded: IDPattern) {
    guard let position = firstOfKey[key] else { return }
    firstOfKey[key] = following[position] == position ? nil : following[position]
    queues[Slot(key: key, ids: ids), default: Queue()].exchanges.append(position)
    recordedCounts[Slot(key: key, ids: recorded), default: 0] += 1
  }

  /// How many exchanges answer such requests, the used ones too; once all are sorted in.
  func recordedCount(_ slot: Slot) -> Int {
    max(queues[slot]?.exchanges.count ?? 0, recordedCounts[slot] ?? 0)
  }
}
