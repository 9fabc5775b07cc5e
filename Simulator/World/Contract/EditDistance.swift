/// The least cost of turning one list into another (Levenshtein).
enum EditDistance {
  /// - Parameters:
  ///   - missing: what an element costs that only one list has.
  ///   - change: what it costs to turn one element into another.
  static func of<Element>(
    _ one: [Element], _ other: [Element], missing: (Element) -> Int,
    change: (Element, Element) -> Int
  ) -> Int {
    var row = [0]
    for element in other { row.append(row[row.count - 1] + missing(element)) }
    for element in one {
      var diagonal = row[0]
      row[0] += missing(element)
      for (index, candidate) in other.enumerated() {
        let changed = diagonal + change(element, candidate)
        diagonal = row[index + 1]
        row[index + 1] = min(
          changed, row[index] + missing(candidate), row[index + 1] + missing(element))
      }
    }
    return row[other.count]
  }

  /// How many bytes must be added, removed or replaced.
  static func ofText(_ one: some StringProtocol, _ other: some StringProtocol) -> Int {
    of(Array(one.utf8), Array(other.utf8), missing: { _ in 1 }, change: { $0 == $1 ? 0 : 1 })
  }
}
