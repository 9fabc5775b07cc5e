/// Which exchange of one tape is which of another.
struct Alignment {
  /// For each exchange of the new tape the index of its partner in the old one.
  private(set) var partner: [Int?]
  /// The indices of the old tape that have no partner, in order.
  private(set) var gone: [Int] = []
  /// The indices of the new tape whose partner has another place among the others.
  private(set) var moved: Set<Int> = []

  /// What asks the same at both ends of the tapes belongs together. Between them the n-th request
  /// of a kind is paired with the n-th: first those that ask the same, then, of the rest, those that
  /// go to the same endpoint.
  init(_ old: Tape, _ new: Tape) {
    let (oldIndex, newIndex) = (TapeIndex(old), TapeIndex(new))
    let oldKeys = old.exchanges.indices.map { oldIndex.key(at: $0) }
    let newKeys = new.exchanges.indices.map { newIndex.key(at: $0) }
    partner = Array(repeating: nil, count: newKeys.count)
    var isTaken = Array(repeating: false, count: oldKeys.count)
    for (index, other) in Self.ends(oldKeys, newKeys) {
      partner[other] = index
      isTaken[index] = true
    }
    pair(oldKeys, newKeys, &isTaken)
    pair(
      old.exchanges.indices.map { Self.endpoint(old, $0) },
      new.exchanges.indices.map { Self.endpoint(new, $0) }, &isTaken)
    gone = isTaken.indices.filter { !isTaken[$0] }
    let stays = Self.longestRise(partner)
    let partners = partner
    moved = Set(partners.indices.filter { partners[$0] != nil && !stays.contains($0) })
  }

  /// The positions of what is alike from the front on, and of what is alike up to the end.
  private static func ends(_ old: [String], _ new: [String]) -> [(Int, Int)] {
    let shorter = min(old.count, new.count)
    let front = zip(old, new).prefix { $0 == $1 }.count
    let back = zip(old.reversed(), new.reversed()).prefix(shorter - front).prefix { $0 == $1 }.count
    return (0..<front).map { ($0, $0) }
      + (0..<back).map { (old.count - 1 - $0, new.count - 1 - $0) }
  }

  private mutating func pair(_ old: [String], _ new: [String], _ isTaken: inout [Bool]) {
    var waiting: [String: [Int]] = [:]
    for index in old.indices.reversed() where !isTaken[index] {
      waiting[old[index], default: []].append(index)
    }
    for index in new.indices where partner[index] == nil {
      guard let found = waiting[new[index]]?.popLast() else { continue }
      partner[index] = found
      isTaken[found] = true
    }
  }

  /// The method and the path, with ids and digests out of it.
  private static func endpoint(_ tape: Tape, _ index: Int) -> String {
    let request = tape.exchanges[index].request
    let target = RequestTarget(request.url, backend: tape.header.backend)
    let parts = target.path.split(separator: "/", omittingEmptySubsequences: false)
      .map { part -> Substring in
        part.count >= 12 && part.contains { $0.isNumber } ? "*" : part
      }
    let host = target.origin == RequestTarget.backendOrigin ? "" : "*"
    return "\(request.method) \(host)\(parts.joined(separator: "/"))"
  }

  /// The positions of a longest sequence of partners that only rises.
  private static func longestRise(_ partners: [Int?]) -> Set<Int> {
    var tails: [Int] = []
    var before: [Int?] = Array(repeating: nil, count: partners.count)
    for (position, partner) in partners.enumerated() {
      guard let partner else { continue }
      var (low, high) = (0, tails.count)
      while low < high {
        let middle = (low + high) / 2
        if (partners[tails[middle]] ?? 0) < partner { low = middle + 1 } else { high = middle }
      }
      before[position] = low > 0 ? tails[low - 1] : nil
      if low == tails.count { tails.append(position) } else { tails[low] = position }
    }
    var rise: Set<Int> = []
    var position = tails.last
    while let current = position {
      rise.insert(current)
      position = before[current]
    }
    return rise
  }
}
