/// What the command line says.
struct Options {
  var count = 100_000
  var seed: UInt64 = 1
  var kinds = FuzzKind.allCases
  var jobs = 2
  /// Where failing inputs are kept.
  var output = "fuzz-findings"
  /// Set in a child: the batch that it judges.
  var batch: Range<Int>?

  static let usage = """
    usage: Fuzz [--count N] [--seed N] [--kind tape|recording|har|zip] [--jobs N]
                [--output FOLDER] [--batch FIRST END]

    Mutates tapes, recordings and captures, and loads them. --count is divided between the kinds.
    --batch judges these numbers of one kind in this very process, to look at a finding.
    """

  /// Nil when the arguments are not understood.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch name {
      case "--count": guard take(value, \.count) else { return nil }
      case "--jobs": guard take(value, \.jobs), jobs > 0 else { return nil }
      case "--output": output = value
      case "--seed":
        guard let number = UInt64(value) else { return nil }
        seed = number
      case "--kind":
        guard let kind = FuzzKind(rawValue: value) else { return nil }
        kinds = [kind]
      case "--batch":
        guard let first = Int(value), let end = rest.popFirst().flatMap({ Int($0) }), first <= end
        else { return nil }
        batch = first..<end
      default: return nil
      }
    }
  }

  private mutating func take(_ value: String, _ field: WritableKeyPath<Options, Int>) -> Bool {
    guard let number = Int(value) else { return false }
    self[keyPath: field] = number
    return true
  }
}
