import GRDB
public import NemoClient

/// What must outlive the process, in one SQLite file: client ids, tokens, sessions and renders.
///
/// Every backend has its own part, so that a simulator's token never meets the real service. The
/// file is readable by its owner alone. Several processes may use it at the same time.
public final class Ledger: Sendable {
  private let database: DatabaseQueue
  private let path: String

  /// How long to wait for another process that is writing.
  private static let busyLimitSeconds = 5.0

  /// Checks that a ledger there would not be refused for its owner or its mode. Makes nothing.
  ///
  /// - Throws: ``LedgerError``. Safe to repeat.
  public static func check(path: String) throws(LedgerError) { try OwnerOnly.check(path) }

  /// Opens the ledger, and creates it when there is none.
  ///
  /// - Parameter path: where the file stands; its folder must exist, and be its owner's alone.
  /// - Throws: ``LedgerError``, also for a file or folder that others can read.
  public init(path: String) throws {
    try OwnerOnly.prepare(path)
    self.path = path
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(Self.busyLimitSeconds)
      configuration.label = "nemo.ledger"
      database = try DatabaseQueue(path: path, configuration: configuration)
      let migrator = Schema.migrator
      guard try database.read({ try !migrator.hasBeenSuperseded($0) }) else {
        throw LedgerError(.newerVersion, path: path)
      }
      try migrator.migrate(database)
    } catch let error as DatabaseError {
      throw LedgerError(.unusable, path: path, detail: error.message ?? "")
    }
  }

  /// The part of one backend.
  ///
  /// - Parameter backend: a stable name, such as the backend's address.
  public func store(for backend: String) -> any ClientStore {
    LedgerStore(database: database, backend: backend, claims: path + ".claims")
  }

  /// How many renders of each backend have not come to their end, in the order of their names.
  public func unfinishedRenders() throws -> [(backend: String, count: Int)] {
    let ended = [StoredRender.State.delivered, .failed].map(\.rawValue)
    return try database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT backend, COUNT(*) AS number FROM render WHERE state NOT IN (?, ?)
          GROUP BY backend ORDER BY backend
          """, arguments: StatementArguments(ended)
      ).map { ($0["backend"], $0["number"]) }
    }
  }

  /// The version of the SQLite library.
  public static func sqliteVersion() throws -> String {
    try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "" }
  }

  /// Forgets everything about one backend.
  public func forget(_ backend: String) throws {
    try database.write { database in
      for table in Schema.tables {
        try database.execute(sql: "DELETE FROM \(table) WHERE backend = ?", arguments: [backend])
      }
    }
  }
}
