import Foundation
import GRDB
import NemoClient
import NemoLedger
import NemoTime
import Testing

@Suite struct MigrationTests {
  /// The first version of the ledger, with a row in each table, as its users have it.
  private static let first = """
    CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
    INSERT INTO grdb_migrations VALUES ('1');
    CREATE TABLE client (backend TEXT PRIMARY KEY NOT NULL, id TEXT NOT NULL) STRICT;
    CREATE TABLE token (
      backend TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL, user_id TEXT,
      expires_at_ms INTEGER NOT NULL, is_anonymous INTEGER NOT NULL) STRICT;
    CREATE TABLE session (
      number INTEGER PRIMARY KEY, backend TEXT NOT NULL, id TEXT NOT NULL, task_id TEXT,
      name TEXT NOT NULL, language TEXT NOT NULL, created_at_ms INTEGER NOT NULL,
      UNIQUE (backend, id)) STRICT;
    CREATE TABLE render (
      number INTEGER PRIMARY KEY, backend TEXT NOT NULL, id TEXT NOT NULL,
      session_id TEXT NOT NULL, output_path TEXT, submitted_at_ms INTEGER, state TEXT NOT NULL,
      url TEXT, UNIQUE (backend, id)) STRICT;
    INSERT INTO client VALUES ('b', 'c-1');
    INSERT INTO token VALUES ('b', 'nmv_usr_OLD', 'anon_1', 5, 1);
    INSERT INTO session VALUES (1, 'b', '7', 'task', 'project', 'zh', 6);
    INSERT INTO render VALUES (1, 'b', 'render_1', '7', '/out.mp4', 8, 'submitted', NULL);
    """

  @Test func `a ledger of the first version keeps all that is in it`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/nemo-migration-\(UUID())"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/ledger.sqlite"
    try DatabaseQueue(path: path).write { try $0.execute(sql: Self.first) }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)

    let store = try Ledger(path: path).store(for: "b")
    func at(_ milliseconds: Int64) -> WallTime { WallTime(millisecondsSinceEpoch: milliseconds) }
    #expect(try store.clientID() == "c-1")
    #expect(
      try store.tokens() == [
        StoredToken(value: "nmv_usr_OLD", userID: "anon_1", expiresAt: at(5), isAnonymous: true)
      ])
    #expect(
      try store.sessions() == [
        StoredSession(
          id: "7", taskID: "task", name: "project", language: "zh", createdAt: at(6))
      ])
    #expect(
      try store.renders() == [
        StoredRender(
          id: "render_1", sessionID: "7", outputPath: "/out.mp4", submittedAt: at(8),
          state: .submitted)
      ])
  }
}
