import Foundation
import GRDB

/// Changes a recording by SQL: what is in it is wrong, though the file is a sound database.
struct RecordingMutator {
  private static let mostChanges = 4
  private static let tables = [
    "tape", "request", "response", "cut", "piece", "spooled", "omitted", "ending",
  ]
  private static let values = [
    "NULL", "-1", "0", "1", "9223372036854775807", "-9223372036854775808", "1e300", "0.5", "''",
    "'x'", "x'ff00c3'", "zeroblob(100000)", "1099511627776", "randomblob(64)", "'[[\"a\",\"b\"]]'",
    "'[1,2'", "'[\"\",-5]'", "'form'", "'omitted'", "'bytes'", "'2026-13-99'", "'closed'",
    "CAST(x'80' AS TEXT)", "'/etc/passwd'",
  ]

  private var random: FuzzRandom

  init(_ random: FuzzRandom) { self.random = random }

  /// Applies some changes to the database at the path; statements that its tables refuse are part
  /// of the game.
  mutating func mutate(_ path: String) {
    guard let queue = try? DatabaseQueue(path: path) else { return }
    for _ in 0...random.below(Self.mostChanges) {
      let statement = statement(queue)
      try? queue.inDatabase { try $0.execute(sql: statement) }
    }
    try? queue.inDatabase { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    try? queue.close()
  }

  private mutating func statement(_ queue: DatabaseQueue) -> String {
    let table = random.pick(Self.tables)
    let names = (try? queue.inDatabase { try $0.columns(in: table).map { $0.name } }) ?? []
    let column = names.isEmpty ? "n" : random.pick(names)
    let value = random.pick(Self.values)
    let key = table == "tape" ? "rowid" : names.contains("i") ? "(n, i)" : "n"
    let row =
      "\(key) = (SELECT \(key.filter { !"()".contains($0) }) FROM \(table) LIMIT 1 "
      + "OFFSET \(random.below(6)))"
    switch random.below(8) {
    case 0, 1, 2: return "UPDATE \(table) SET \(column) = \(value) WHERE \(row)"
    case 3: return "UPDATE \(table) SET \(column) = \(value)"
    case 4: return "DELETE FROM \(table) WHERE \(row)"
    case 5:
      let doubled = names.map { $0 == column ? value : $0 }.joined(separator: ", ")
      return "INSERT OR REPLACE INTO \(table) SELECT \(doubled) FROM \(table) WHERE \(row)"
    case 6: return "DROP TABLE \(table)"
    default: return "UPDATE request SET body_kind = \(value), body = \(random.pick(Self.values))"
    }
  }
}
