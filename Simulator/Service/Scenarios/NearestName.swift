/// Finds what somebody may have meant.
enum NearestName {
  /// Names beyond this are not compared.
  private static let lengthLimit = 64

  /// The known name that needs the fewest changes; nil when all would need too many. Among equals
  /// the first one.
  static func find(_ name: String, among known: [String]) -> String? {
    let limit = max(2, name.count / 2)
    let nearest = known.map { (name: $0, distance: distance(name, $0)) }.min {
      $0.distance < $1.distance
    }
    return nearest.flatMap { $0.distance <= limit ? $0.name : nil }
  }

  /// A sentence that helps.
  static func hint(_ name: String, among known: [String]) -> String {
    guard let nearest = find(name, among: known) else {
      return "Known are \(known.joined(separator: ", "))."
    }
    return "Did you mean \(nearest)?"
  }

  /// How many letters must be added, dropped, changed or swapped with the next one.
  static func distance(_ one: String, _ other: String) -> Int {
    let one = Array(one.lowercased().prefix(lengthLimit))
    let other = Array(other.lowercased().prefix(lengthLimit))
    var rows = [Array(0...other.count)]
    for i in one.indices {
      var row = [i + 1]
      for j in other.indices {
        let change = rows[i][j] + (one[i] == other[j] ? 0 : 1)
        var least = min(change, rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
          least = min(least, rows[i - 1][j - 1] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[one.count][other.count]
  }
}
