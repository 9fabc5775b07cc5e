/// Which names a person may have meant.
enum NearNames {
  /// Longer names are compared by their beginnings.
  private static let lengthLimit = 64

  /// The near ones, the nearest first.
  static func of(_ name: String, among names: [String]) -> [String] {
    let wanted = Array(name.lowercased().prefix(lengthLimit))
    let ranked = names.compactMap { candidate -> (distance: Int, name: String)? in
      let other = Array(candidate.lowercased().prefix(lengthLimit))
      let distance = editDistance(wanted, other)
      let isPart = wanted.count >= 3 && candidate.lowercased().contains(name.lowercased())
      guard isPart || distance <= max(1, min(wanted.count, other.count) / 3) else { return nil }
      return (isPart ? 0 : distance, candidate)
    }
    return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.map { $0.name }
  }

  /// How many characters must be added, removed, replaced or swapped with their neighbour.
  static func editDistance(_ one: [Character], _ other: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for (row, character) in one.enumerated() {
      var current = [row + 1]
      for (column, second) in other.enumerated() {
        var best = min(
          last[column] + (character == second ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, character == other[column - 1], one[row - 1] == second {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[other.count]
  }
}
