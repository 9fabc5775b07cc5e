import NemoSimulator

/// Faults as `faults` prints them.
struct FaultSheet {
  /// One object of its JSON.
  struct Row: Encodable, Equatable {
    struct Setting: Encodable, Equatable {
      var name: String
      var standard: Int
      var least: Int
      var most: Int
      var meaning: String

      enum CodingKeys: String, CodingKey {
        case name, least, most, meaning
        case standard = "default"
      }
    }

    var name: String
    var family: String
    var operations: [String]
    var effect: String
    var remedy: String
    var settings: [Setting]
  }

  let rows: [Row]
  private let words: [String]
  private let all: [Fault]

  /// - Parameter words: the name of one fault; else only faults that have all of them somewhere,
  ///   whatever their case.
  init(of words: [String] = [], among faults: [Fault] = Fault.all) {
    self.words = words
    all = faults
    let named = faults.filter { words == [$0.name] }
    rows =
      named.isEmpty
      ? faults.map(Row.init).filter { row in words.allSatisfy(row.has) } : named.map(Row.init)
  }

  /// What to say where there is no row.
  var nothing: String {
    let families = Fault.Family.allCases.map(\.rawValue)
    let names = all.map(\.name) + families + Fault.Operation.allCases.map(\.rawValue)
    let hints = words.map { NearestName.question($0, among: names) }
    return "No fault has \(words.joined(separator: " and ")).\(hints.first { !$0.isEmpty } ?? "")"
      + " The families are \(families.joined(separator: ", "))."
  }

  // MARK: Lines

  /// From this width on there is a column for everything.
  private static let wide = 140

  func lines(width: Int?) -> [StyledLine] {
    let table = width ?? .max >= Self.wide ? wideTable : narrowTable
    return table.lines(width: width) + settings(width) + [StyledLine(), StyledLine(summary, .dim)]
  }

  var summary: String { rows.count == 1 ? "1 fault" : "\(rows.count) faults" }

  private var wideTable: TextTable {
    TextTable(
      [
        .init("FAMILY", .dim), .init("FAULT", .strong), .init("WHAT HAPPENS", wraps: true),
        .init("A CORRECT CLIENT", wraps: true), .init("OPERATIONS", .dim, wraps: true),
      ], rows.map { [$0.family, $0.name, $0.effect, $0.remedy, $0.where] })
  }

  private var narrowTable: TextTable {
    TextTable(
      [.init("FAULT", .strong), .init("WHAT HAPPENS, AND A CORRECT CLIENT", wraps: true)],
      rows.flatMap { row in
        [
          [row.name, row.effect], ["", "Client: \(row.remedy)"],
          ["", "On: \(row.where) (\(row.family))"],
        ]
      })
  }

  /// Only where one fault is asked for.
  private func settings(_ width: Int?) -> [StyledLine] {
    guard rows.count == 1, let row = rows.first, !row.settings.isEmpty else { return [] }
    let table = TextTable(
      [.init("SETTING", .strong), .init("DEFAULT"), .init("RANGE"), .init("MEANING", wraps: true)],
      row.settings.map { [$0.name, "\($0.standard)", "\($0.least)...\($0.most)", $0.meaning] })
    return [StyledLine()] + table.lines(width: width)
  }
}

extension FaultSheet.Row {
  init(_ fault: Fault) {
    self.init(
      name: fault.name, family: fault.family.rawValue,
      operations: fault.operations.map(\.rawValue), effect: fault.effect, remedy: fault.remedy,
      settings: fault.settings.map {
        Setting(
          name: $0.name, standard: $0.defaultValue, least: $0.range.lowerBound,
          most: $0.range.upperBound, meaning: $0.meaning)
      })
  }

  /// The operations in words.
  var `where`: String {
    operations.count == Fault.Operation.allCases.count
      ? "every operation" : operations.joined(separator: ", ")
  }

  /// The name of a family stands for that family alone, for it is in other words as well.
  func has(_ word: String) -> Bool {
    let word = word.lowercased()
    if Fault.Family(rawValue: word) != nil { return family == word }
    return ([name, effect, remedy] + operations).contains { $0.lowercased().contains(word) }
  }
}
