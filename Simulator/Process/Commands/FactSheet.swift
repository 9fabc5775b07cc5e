import NemoSimulator

/// Facts as `facts` prints them.
struct FactSheet {
  /// One object of its JSON.
  struct Row: Encodable, Equatable {
    var subject: String
    var statement: String
    var provenance: String
    var section: String
    var source: String
  }

  let rows: [Row]
  private let words: [String]

  /// - Parameter words: only facts that have all of them somewhere, whatever their case.
  init(of words: [String] = [], among facts: [Fact] = Fact.all) {
    self.words = words
    rows = facts.map(Row.init).filter { row in words.allSatisfy(row.has) }
  }

  func lines(width: Int?) -> [StyledLine] {
    let table = TextTable(
      [
        .init("SUBJECT", .strong), .init("FACT", wraps: true), .init("PROVENANCE"),
        .init("SECTION", .dim),
      ], rows.map { [$0.subject, $0.statement, $0.provenance, $0.section] })
    return table.lines(width: width) + [StyledLine(), StyledLine(summary, .dim)]
  }

  /// How many there are of each provenance.
  var summary: String {
    let counts = Fact.Provenance.allCases.map { provenance in
      "\(rows.count { $0.provenance == provenance.rawValue }) \(provenance.rawValue)"
    }
    return "\(rows.count) \(rows.count == 1 ? "fact" : "facts"): \(counts.joined(separator: ", "))"
  }

  /// What to say where there is no row.
  var nothing: String {
    var subjects: [String] = []
    for fact in Fact.all where !subjects.contains(fact.subject) { subjects.append(fact.subject) }
    let hints = words.map { NearestName.question($0, among: subjects) }
    return "No fact has \(words.joined(separator: " and ")).\(hints.first { !$0.isEmpty } ?? "")"
      + " The subjects are \(subjects.joined(separator: ", "))."
  }
}

extension FactSheet.Row {
  init(_ fact: Fact) {
    self.init(
      subject: fact.subject, statement: fact.statement, provenance: fact.provenance.rawValue,
      section: fact.section, source: fact.source)
  }

  func has(_ word: String) -> Bool {
    [subject, statement, provenance, source].contains {
      $0.lowercased().contains(word.lowercased())
    }
  }
}
