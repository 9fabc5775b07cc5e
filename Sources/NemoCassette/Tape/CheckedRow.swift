import GRDB

/// A row of a database that may come from anywhere: no type is taken for granted.
struct CheckedRow {
  /// For errors: the file, and what was read.
  let place: String
  private let values: [DatabaseValue]

  init(_ row: Row, _ place: String) {
    self.place = place
    values = Array(row.databaseValues)
  }

  func integer(_ column: Int, in range: ClosedRange<Int64>) throws(CassetteError) -> Int64 {
    guard case .int64(let integer)? = storage(column), range.contains(integer) else {
      throw refusal(column)
    }
    return integer
  }

  func count(_ column: Int, limit: Int) throws(CassetteError) -> Int {
    Int(try integer(column, in: 0...Int64(limit)))
  }

  func duration(_ column: Int) throws(CassetteError) -> Duration {
    .microseconds(try integer(column, in: TapeLimits.microseconds))
  }

  func text(_ column: Int) throws(CassetteError) -> String {
    guard case .string(let text)? = storage(column) else { throw refusal(column) }
    return text
  }

  func optionalText(_ column: Int) throws(CassetteError) -> String? {
    if case .null? = storage(column) { return nil }
    return try text(column)
  }

  /// A blob; none at all is empty.
  func bytes(_ column: Int) throws(CassetteError) -> [UInt8] {
    switch storage(column) {
    case .blob(let data)?: return [UInt8](data)
    case .null?: return []
    default: throw refusal(column)
    }
  }

  /// Refuses the row for what a column holds.
  func refusal(_ column: Int) -> CassetteError {
    CassetteError(
      .unreadable,
      "\(place): column \(column + 1) does not hold what a recording has there. Record again.")
  }

  private func storage(_ column: Int) -> DatabaseValue.Storage? {
    values.indices.contains(column) ? values[column].storage : nil
  }
}
