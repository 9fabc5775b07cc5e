import NemoTime

extension Tape {
  /// The same tape with every answer split at other byte boundaries: the same bytes, the same ends.
  ///
  /// Seed 0 gives one byte a chunk, seed 1 everything in one; the others split at random, which cuts
  /// through events, line ends and characters. The same seed always gives the same cuts. A chunk
  /// comes when its last byte was recorded. No answer gets more than 65,536 chunks.
  public func rechunked(seed: UInt64) -> Tape {
    var tape = self
    tape.exchanges = exchanges.map { $0.rechunked(seed: seed) }
    return tape
  }
}

extension Exchange {
  private static let chunkLimit = 1 << 16
  /// Random pieces have up to 2, 4, … 4,096 bytes, one such limit a seed.
  private static let sizeKinds: UInt64 = 12

  func rechunked(seed: UInt64) -> Exchange {
    guard let response else { return self }
    var exchange = self
    exchange.response?.cuts = response.recut(lengths: Self.lengths(of: response, seed, id))
    return exchange
  }

  private static func lengths(
    of response: Response, _ seed: UInt64, _ id: String
  ) -> [Int] {
    let total = response.cuts.reduce(0) { $0 + $1.length }
    let smallest = max(1, (total + chunkLimit - 1) / chunkLimit)
    switch seed {
    case 0: return lengths(total) { smallest }
    case 1: return lengths(total) { total }
    default:
      var generator = SeededGenerator(seed: seed, stream: id)
      let largest = max(smallest, 2 << Int(generator.next() % sizeKinds))
      return lengths(total) { Int.random(in: smallest...largest, using: &generator) }
    }
  }

  private static func lengths(_ total: Int, _ next: () -> Int) -> [Int] {
    var lengths: [Int] = []
    var rest = total
    while rest > 0 {
      let length = min(rest, next())
      lengths.append(length)
      rest -= length
    }
    return lengths
  }
}

extension Exchange.Response {
  /// Cuts of these lengths, which add up to those of the recorded ones.
  fileprivate func recut(lengths: [Int]) -> [Exchange.Cut] {
    var old = cuts[...]
    var (oldEnd, newEnd) = (0, 0)
    var at = self.at
    return lengths.map { length in
      newEnd += length
      while oldEnd < newEnd, let cut = old.popFirst() {
        oldEnd += cut.length
        at = cut.at
      }
      return Exchange.Cut(length: length, at: at)
    }
  }
}
