import GRDB
public import NemoClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What must outlive the process, in one SQLite file: client ids, tokens, sessions and renders.
///
/// Every backend has its own part, so that a simulator's token never meets the real service. The
/// file is readable by its owner alone. Several processes may use it at the same time.
public final class Ledger: Sendable {
  private let database: DatabaseQueue

  /// How long to wait for another process that is writing.
  private static let busyLimitSeconds = 5.0

  /// Opens the ledger, and creates it when there is none.
  ///
  /// - Parameter path: where the file stands; its folder must exist.
  /// - Throws: ``LedgerError``.
  public init(path: String) throws {
    try Self.createForOwnerOnly(path)
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
    LedgerStore(database: database, backend: backend)
  }

  /// Forgets everything about one backend.
  public func forget(_ backend: String) throws {
    try database.write { database in
      for table in Schema.tables {
        try database.execute(sql: "DELETE FROM \(table) WHERE backend = ?", arguments: [backend])
      }
    }
  }

  /// SQLite gives its journal files the mode of the database, so this settles all of them.
  private static func createForOwnerOnly(_ path: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw LedgerError(.unusable, path: path, detail: String(cString: strerror(errno)))
    }
    close(descriptor)
  }
}

/// A ledger that could not be used. Its description says what to do.
public struct LedgerError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: Sendable, Hashable { case unusable, newerVersion }

  public var code: Code
  public var path: String
  public var detail: String

  init(_ code: Code, path: String, detail: String = "") {
    self.code = code
    self.path = path
    self.detail = detail
  }

  public var description: String {
    switch code {
    case .unusable:
      "The ledger at \(path) can't be used (\(detail)). Check that you own it and that the disk has space; without it nothing is remembered between runs."
    case .newerVersion:
      "The ledger at \(path) was written by a newer version of nemo. Update nemo, or set XDG_STATE_HOME to another folder."
    }
  }
}
