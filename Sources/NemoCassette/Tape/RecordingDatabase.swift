import GRDB
import NemoHTTP
import NemoTime

/// The SQLite form of a tape: what a recording writes, row by row, as things arrive.
///
/// Each call is a transaction of its own. The journal is a WAL, so whatever a call has written
/// survives the death of the process.
final class RecordingDatabase: Sendable {
  private let queue: DatabaseQueue

  /// Opens the database, creating its tables when there are none.
  init(path: String) throws {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.label = "cassette"
    queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in try database.execute(sql: Self.schema) }
  }

  func close() throws { try queue.close() }

  func write(_ body: (Database) throws -> Void) throws { try queue.write(body) }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value { try queue.read(body) }

  /// Times are microseconds: of the request since the recording began, the rest since the request.
  private static let schema = """
    CREATE TABLE IF NOT EXISTS tape(
      version INTEGER NOT NULL, origin TEXT NOT NULL, backend TEXT NOT NULL,
      recorded TEXT NOT NULL, note TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS request(
      n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, method TEXT NOT NULL, url TEXT NOT NULL,
      headers TEXT NOT NULL, at INTEGER NOT NULL, body_kind TEXT, body BLOB);
    CREATE TABLE IF NOT EXISTS response(
      n INTEGER PRIMARY KEY, status INTEGER NOT NULL, headers TEXT NOT NULL, at INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS cut(
      n INTEGER NOT NULL, at INTEGER NOT NULL, length INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS cut_n ON cut(n);
    CREATE TABLE IF NOT EXISTS piece(n INTEGER NOT NULL, bytes BLOB NOT NULL);
    CREATE INDEX IF NOT EXISTS piece_n ON piece(n);
    CREATE TABLE IF NOT EXISTS omitted(
      n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS ending(
      n INTEGER PRIMARY KEY, kind TEXT NOT NULL, sent TEXT NOT NULL, detail TEXT NOT NULL,
      at INTEGER NOT NULL);
    """
}

/// One row of a recording.
enum RecordingRow {
  case header(Tape.Header)
  case request(Int, id: String, Exchange.Request)
  case requestBody(Int, BodyContent)
  case response(Int, status: Int, headers: [HeaderPair], at: Duration)
  case cut(Int, Exchange.Cut)
  /// Bytes of the body that are free of secrets; they may lag behind the cuts.
  case piece(Int, [UInt8])
  /// The body is too large: its bytes go, its digest (once known) and size stay.
  case omitted(Int, sha256: String, sizeBytes: Int)
  case end(Int, ExchangeEnd)

  func insert(into database: Database) throws {
    switch self {
    case .header(let header):
      try database.execute(
        sql: "INSERT INTO tape VALUES (?, ?, ?, ?, ?)",
        arguments: [
          Tape.formatVersion, header.origin.rawValue, header.backend, header.recorded.iso8601,
          header.note,
        ])
    case .request(let n, let id, let request):
      try database.execute(
        sql: "INSERT INTO request(n, id, method, url, headers, at) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          n, id, request.method, request.url, JSONBytes.pairs(request.headers),
          request.at.microseconds,
        ])
    case .requestBody(let n, let body): try insert(body, of: n, into: database)
    case .response(let n, let status, let headers, let at):
      try database.execute(
        sql: "INSERT INTO response VALUES (?, ?, ?, ?)",
        arguments: [n, status, JSONBytes.pairs(headers), at.microseconds])
    case .cut(let n, let cut):
      try database.execute(
        sql: "INSERT INTO cut VALUES (?, ?, ?)", arguments: [n, cut.at.microseconds, cut.length])
    case .piece(let n, let bytes):
      try database.execute(
        sql: "INSERT INTO piece VALUES (?, ?)", arguments: [n, bytes.databaseBytes])
    case .omitted(let n, let sha256, let size):
      try database.execute(sql: "DELETE FROM piece WHERE n = ?", arguments: [n])
      try database.execute(
        sql: "INSERT OR REPLACE INTO omitted VALUES (?, ?, ?)", arguments: [n, sha256, size])
    case .end(let n, let end):
      try database.execute(
        sql: "INSERT INTO ending VALUES (?, ?, ?, ?, ?)",
        arguments: [n, end.kind.rawValue, end.sent.rawValue, end.detail, end.at.microseconds])
    }
  }

  private func insert(_ body: BodyContent, of n: Int, into database: Database) throws {
    let (kind, bytes): (String, [UInt8]) =
      switch body {
      case .bytes(let bytes): ("bytes", bytes)
      case .form(let parts): ("form", Array(JSONBytes.parts(parts).utf8))
      case .stored(let blob): ("omitted", Array("[\"\(blob.sha256)\",\(blob.sizeBytes)]".utf8))
      case .omitted(let sha256, let size): ("omitted", Array("[\"\(sha256)\",\(size)]".utf8))
      }
    try database.execute(
      sql: "UPDATE request SET body_kind = ?, body = ? WHERE n = ?",
      arguments: [kind, bytes.databaseBytes, n])
  }
}

extension RecordingDatabase {
  /// Commits rows together.
  func insert(_ rows: [RecordingRow]) throws {
    guard !rows.isEmpty else { return }
    try write { database in
      for row in rows { try row.insert(into: database) }
    }
  }

  /// Writes a whole tape into an empty database.
  func insert(_ tape: Tape) throws {
    var rows: [RecordingRow] = [.header(tape.header)]
    for (n, exchange) in tape.exchanges.enumerated() {
      rows.append(.request(n, id: exchange.id, exchange.request))
      rows.append(.requestBody(n, exchange.request.body))
      if let response = exchange.response {
        rows.append(
          .response(n, status: response.status, headers: response.headers, at: response.at))
        rows += response.cuts.map { .cut(n, $0) }
        switch response.body {
        case .bytes(let bytes): rows.append(.piece(n, bytes))
        case .omitted(let sha256, let size):
          rows.append(.omitted(n, sha256: sha256, sizeBytes: size))
        case .stored, .form: break  // Answers are never forms.
        }
      }
      rows.append(.end(n, exchange.end))
    }
    try insert(rows)
  }
}
