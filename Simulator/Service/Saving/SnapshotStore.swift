import GRDB
import NemoSimulator
import NemoTime

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Worlds kept under names, in SQLite: each is there whole or not at all.
///
/// The media are not in it: uploads, and the files of renders, are found by their digest.
public final class SnapshotStore: Sendable {
  /// How many there may be.
  public static let limit = 1_000

  /// What is known of a snapshot without opening it.
  struct Summary: Sendable, Hashable, Codable {
    var name: String
    /// Of which world it was taken.
    var world: String
    /// The world's time.
    var atMs: Int64
    var sizeBytes: Int
  }

  /// What is kept.
  struct Snapshot: Sendable, Codable {
    var saved: SavedService
    /// The digests of the files of renders, by render.
    var renders: [String: String]
    var isFrozen: Bool
    var scale: Double
  }

  private let database: DatabaseQueue

  /// Snapshots in a file, or in memory for as long as the store lives.
  /// - Throws: ``ControlRefusal`` when the file can't be used.
  public init(path: String? = nil) throws(ControlRefusal) {
    do {
      database = try path.map { try DatabaseQueue(path: $0) } ?? DatabaseQueue()
      try Self.migrator.migrate(database)
    } catch {
      throw .unwritable(
        "The snapshots in \(path ?? "memory") cannot be used. Choose another folder. (\(error))")
    }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE snapshot (
            name TEXT PRIMARY KEY NOT NULL,
            world TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            content BLOB NOT NULL
          ) STRICT;
          """)
    }
    return migrator
  }

  /// Keeps a snapshot, in one transaction. One of that name is replaced only where `replaces`.
  func keep(
    _ snapshot: Snapshot, named name: String, of world: WorldName, replacing replaces: Bool
  ) throws(ControlRefusal) -> Summary {
    let content = try Self.encode(snapshot)
    let summary = Summary(
      name: name, world: world.text, atMs: snapshot.saved.at.millisecondsSinceEpoch,
      sizeBytes: content.count)
    try write { database in
      let isThere = try Self.summary(of: name, database) != nil
      guard replaces || !isThere else { throw Self.exists(name) }
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM snapshot") ?? 0
      guard isThere || count < Self.limit else {
        throw ControlRefusal(
          409, "too-many-snapshots", "There are \(count) snapshots already. Delete some first.")
      }
      try database.execute(
        sql: "INSERT OR REPLACE INTO snapshot (name, world, at_ms, content) VALUES (?, ?, ?, ?)",
        arguments: [name, summary.world, summary.atMs, content])
    }
    return summary
  }

  func load(_ name: String) throws(ControlRefusal) -> Snapshot {
    let content = try read { database in
      try Data.fetchOne(
        database, sql: "SELECT content FROM snapshot WHERE name = ?", arguments: [name])
    }
    guard let content else { throw try unknown(name) }
    do {
      return try JSONDecoder().decode(Snapshot.self, from: content)
    } catch {
      throw ControlRefusal(
        409, "unreadable-snapshot",
        "The snapshot \(name) was taken by another version. Delete it and take a new one.")
    }
  }

  /// All of them, by name.
  func summaries() throws(ControlRefusal) -> [Summary] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT name, world, at_ms, length(content) AS size FROM snapshot ORDER BY name"
      ).map(Self.summary(of:))
    }
  }

  func delete(_ name: String) throws(ControlRefusal) {
    let wasThere = try write { database in
      try database.execute(sql: "DELETE FROM snapshot WHERE name = ?", arguments: [name])
      return database.changesCount > 0
    }
    guard wasThere else { throw try unknown(name) }
  }

  // MARK: SQL

  private static func summary(of name: String, _ database: Database) throws -> Summary? {
    try Row.fetchOne(
      database,
      sql: "SELECT name, world, at_ms, length(content) AS size FROM snapshot WHERE name = ?",
      arguments: [name]
    ).map(summary(of:))
  }

  private static func summary(of row: Row) -> Summary {
    Summary(name: row["name"], world: row["world"], atMs: row["at_ms"], sizeBytes: row["size"])
  }

  private static func encode(_ snapshot: Snapshot) throws(ControlRefusal) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do {
      return try encoder.encode(snapshot)
    } catch {
      throw .unwritable("The world could not be written down. (\(error))")
    }
  }

  private static func exists(_ name: String) -> ControlRefusal {
    ControlRefusal(
      409, "snapshot-exists",
      "There is a snapshot \(name) already. Delete it, say replace, or choose another name.")
  }

  private func unknown(_ name: String) throws(ControlRefusal) -> ControlRefusal {
    let near = NearestName.of(name, among: try summaries().map(\.name))
    let hint = near.map { " The nearest is \($0)." } ?? " There are none yet."
    return ControlRefusal(
      404, "unknown-snapshot", "There is no snapshot \(name.prefix(80)).\(hint)")
  }

  private func read<Result>(
    _ body: (Database) throws -> Result
  ) throws(ControlRefusal) -> Result {
    do { return try database.read(body) } catch { throw Self.refusal(error) }
  }

  @discardableResult
  private func write<Result>(
    _ body: (Database) throws -> Result
  ) throws(ControlRefusal) -> Result {
    do { return try database.write(body) } catch { throw Self.refusal(error) }
  }

  private static func refusal(_ error: any Error) -> ControlRefusal {
    error as? ControlRefusal
      ?? .unwritable("The snapshots cannot be used. Is the disk full? (\(error))")
  }
}
