/// Which elements of two lists are the same: by id where both have it, else by likeness, in order.
struct Matching<Element> {
  private(set) var pairs: [(before: Element, after: Element)] = []
  private(set) var added: [Element] = []
  private(set) var removed: [Element] = []

  init(
    before: [Element], after: [Element], id: (Element) -> String?,
    likeness: (Element) -> some Hashable
  ) {
    var partners = [Int?](repeating: nil, count: after.count)
    var isFree = [Bool](repeating: true, count: before.count)
    Self.match(before, after, &partners, &isFree) { id($0) }
    Self.match(before, after, &partners, &isFree) { likeness($0) }
    for (element, partner) in zip(after, partners) {
      if let partner { pairs.append((before[partner], element)) } else { added.append(element) }
    }
    removed = before.indices.filter { isFree[$0] }.map { before[$0] }
  }

  /// Pairs the free elements whose keys are equal.
  private static func match<Key: Hashable>(
    _ before: [Element], _ after: [Element], _ partners: inout [Int?], _ isFree: inout [Bool],
    by key: (Element) -> Key?
  ) {
    var candidates: [Key: [Int]] = [:]
    // Last first, so that the first is taken from the end.
    for index in before.indices.reversed() where isFree[index] {
      if let key = key(before[index]) { candidates[key, default: []].append(index) }
    }
    for index in after.indices where partners[index] == nil {
      guard let key = key(after[index]), let partner = candidates[key]?.popLast() else { continue }
      partners[index] = partner
      isFree[partner] = false
    }
  }
}
