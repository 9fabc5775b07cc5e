/// Which of the known names somebody may have meant who wrote an unknown one.
package enum NearestName {
  /// Longer names are compared by their beginnings.
  private static let lengthLimit = 64
  /// From this length on, a part of a name stands for the name.
  private static let partLength = 3

  /// The nearest one, whatever its case; nil when none is near. Among equals the first counts.
  package static func of(_ name: String, among names: [String]) -> String? {
    let wanted = String(name.lowercased().prefix(lengthLimit))
    let near = names.compactMap { known -> (name: String, distance: Int)? in
      distance(wanted, String(known.lowercased().prefix(lengthLimit))).map { (known, $0) }
    }
    return near.min { $0.distance < $1.distance }?.name
  }

  /// A question to append to a sentence about an unknown name, with a space before it; empty when
  /// no known name is near.
  package static func question(_ name: String, among names: [String]) -> String {
    of(name, among: names).map { " Did you mean \($0)?" } ?? ""
  }

  /// The nearest name as a question, or all of them.
  package static func hint(_ name: String, among names: [String]) -> String {
    guard let nearest = of(name, among: names) else {
      return "Known are \(names.joined(separator: ", "))."
    }
    return "Did you mean \(nearest)?"
  }

  /// nil for what is too far to be meant.
  private static func distance(_ wanted: String, _ known: String) -> Int? {
    let distance = EditDistance.ofText(wanted, known)
    let lengths = (wanted.utf8.count, known.utf8.count)
    if distance <= max(2, max(lengths.0, lengths.1) / 3) { return distance }
    guard lengths.0 >= partLength, known.contains(wanted) else { return nil }
    return distance
  }
}
