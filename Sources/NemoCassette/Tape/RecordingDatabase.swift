import GRDB
import NemoHTTP
import NemoTime

/// The SQLite form of a tape: what a recording writes, row by row, as things arrive.
///
/// Each call is a transaction of its own. The journal is a WAL, so whatever a call has written
/// survives the death of the process.
final class RecordingDatabase: Sendable {
  let path: String
  private let queue: DatabaseQueue

  /// Opens a database to write, creating its tables when there are none.
  init(path: String) throws {
    self.path = path
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.label = "cassette"
    queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in try database.execute(sql: Self.schema) }
  }

  /// Opens a database that may come from anywhere, and changes nothing in it.
  init(reading path: String) throws {
    guard RegularFile(path).sizeBytes != nil else {
      throw CassetteError(
        .unreadable, "\(path) is no plain file. Restore the recording, or record again.")
    }
    self.path = path
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "cassette"
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA trusted_schema = OFF") }
    queue = try DatabaseQueue(path: path, configuration: configuration)
  }

  func close() throws { try queue.close() }

  /// Closes the database so that it is one file, without a journal beside it.
  func closeAsOneFile() throws {
    _ = try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
    try queue.close()
  }

  func write(_ body: (Database) throws -> Void) throws { try queue.write(body) }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value { try queue.read(body) }

  /// Times are microseconds: of the request since the recording began, the rest since the request.
  ///
  /// A delivery is a row in one tree, without an index beside it: a commit writes fewer pages.
  private static let schema = """
    CREATE TABLE IF NOT EXISTS tape(
      version INTEGER NOT NULL, origin TEXT NOT NULL, backend TEXT NOT NULL,
      recorded TEXT NOT NULL, note TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS request(
      n INTEGER PRIMARY KEY, id TEXT UNIQUE, method TEXT NOT NULL, url TEXT NOT NULL,
      headers TEXT NOT NULL, at INTEGER NOT NULL, body_kind TEXT, body BLOB);
    CREATE TABLE IF NOT EXISTS response(
      n INTEGER PRIMARY KEY, status INTEGER NOT NULL, headers TEXT NOT NULL, at INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS cut(
      n INTEGER NOT NULL, i INTEGER NOT NULL, at INTEGER NOT NULL, length INTEGER NOT NULL,
      PRIMARY KEY(n, i)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS piece(
      n INTEGER NOT NULL, i INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(n, i)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS spooled(
      n INTEGER PRIMARY KEY, path TEXT, sha256 TEXT NOT NULL, size INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS omitted(
      n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS ending(
      n INTEGER PRIMARY KEY, kind TEXT NOT NULL, sent TEXT NOT NULL, detail TEXT NOT NULL,
      at INTEGER NOT NULL);
    """
}
