import GRDB

/// What a database must look like before anything else of it is read.
///
/// Views, virtual tables and generated columns could compute for ever, or invent what no file holds.
enum RecordingSchema {
  private static let tables: [(name: String, columns: Set<String>)] = [
    ("tape", ["version", "origin", "backend", "recorded", "note"]),
    ("request", ["n", "id", "method", "url", "headers", "at", "body_kind", "body"]),
    ("response", ["n", "status", "headers", "at"]),
    ("cut", ["n", "i", "at", "length"]),
    ("piece", ["n", "i", "bytes"]),
    ("spooled", ["n", "path", "sha256", "size"]),
    ("omitted", ["n", "sha256", "size"]),
    ("ending", ["n", "kind", "sent", "detail", "at"]),
  ]

  static func check(_ database: Database, _ path: String) throws {
    for table in tables {
      guard try isPlainTable(table.name, database),
        try columns(table.name, database) == table.columns,
        try !table.columns.contains("i") || isOrdered(table.name, database)
      else {
        throw CassetteError(
          .unreadable,
          "\(path) is no recording: it has no table \(table.name) as recordings have it. "
            + "Record again.")
      }
    }
  }

  private static func isPlainTable(_ name: String, _ database: Database) throws -> Bool {
    let rows = try Row.fetchAll(
      database, sql: "SELECT type, rootpage FROM sqlite_master WHERE name = ? COLLATE NOCASE",
      arguments: [name])
    // A virtual table has no page of its own.
    guard rows.count == 1, let row = rows.first.map({ CheckedRow($0, name) }) else { return false }
    return try row.text(0) == "table" && (try? row.integer(1, in: 1...(.max))) != nil
  }

  /// Whether the rows of an exchange stand in their order: else they had to be sorted, however many
  /// there are.
  private static func isOrdered(_ table: String, _ database: Database) throws -> Bool {
    let sql = "SELECT name FROM pragma_table_xinfo('\(table)') WHERE pk > 0 ORDER BY pk"
    return try Row.fetchAll(database, sql: sql).map { try CheckedRow($0, table).text(0) }
      == ["n", "i"]
  }

  private static func columns(_ table: String, _ database: Database) throws -> Set<String>? {
    var columns: Set<String> = []
    let sql = "SELECT name, hidden FROM pragma_table_xinfo('\(table)')"
    for row in try Row.fetchAll(database, sql: sql).map({ CheckedRow($0, table) }) {
      guard try row.integer(1, in: .min ... .max) == 0 else { return nil }
      columns.insert(try row.text(0))
    }
    return columns
  }
}
