/// Which exchange of one tape is which of another.
struct Alignment {
  /// For each exchange of the new tape the index of its partner in the old one.
  private(set) var partner: [Int?]
  /// The indices of the old tape that have no partner, in order.
  let gone: [Int]
  /// The indices of the new tape whose partner has another place among the others.
  let moved: Set<Int>

  /// Pairs the n-th request of a kind with the n-th: first those that ask the same, then, of the
  /// rest, those that go to the same endpoint.
  init(_ old: Tape, _ new: Tape) {
    let oldIndex = TapeIndex(old)
    let newIndex = TapeIndex(new)
    partner = Array(repeating: nil, count: new.exchanges.count)
    var isTaken = Array(repeating: false, count: old.exchanges.count)
    let passes: [(old: (Int) -> String, new: (Int) -> String)] = [
      ({ oldIndex.key(at: $0) }, { newIndex.key(at: $0) }),
      ({ Self.endpoint(old, $0) }, { Self.endpoint(new, $0) }),
    ]
    for pass in passes {
      var waiting: [String: [Int]] = [:]
      for index in isTaken.indices.reversed() where !isTaken[index] {
        waiting[pass.old(index), default: []].append(index)
      }
      for index in partner.indices where partner[index] == nil {
        guard let found = waiting[pass.new(index)]?.popLast() else { continue }
        partner[index] = found
        isTaken[found] = true
      }
    }
    gone = isTaken.indices.filter { !isTaken[$0] }
    let stays = Self.longestRise(partner)
    let partners = partner
    moved = Set(partners.indices.filter { partners[$0] != nil && !stays.contains($0) })
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
