import GRDB
import NemoClient
import NemoTime

/// One backend's part of a ledger.
struct LedgerStore: ClientStore {
  let database: DatabaseQueue
  let backend: String
  /// The folder of the files whose locks are claims.
  let claims: String

  // MARK: Client id and token

  func clientID() throws -> String? {
    try database.read { database in
      try String.fetchOne(
        database, sql: "SELECT id FROM client WHERE backend = ?", arguments: [backend])
    }
  }

  func save(clientID: String) throws {
    try write("INSERT OR REPLACE INTO client (backend, id) VALUES (?, ?)", [backend, clientID])
  }

  func token() throws -> StoredToken? { try tokens().first }

  func tokens() throws -> [StoredToken] {
    try rows("SELECT * FROM token WHERE backend = ? ORDER BY is_anonymous")
      .map(StoredToken.init(row:))
  }

  func forgetAccountToken() throws {
    try write("DELETE FROM token WHERE backend = ? AND is_anonymous = 0", [backend])
  }

  func save(token: StoredToken?) throws {
    guard let token else { return try write("DELETE FROM token WHERE backend = ?", [backend]) }
    try write(
      """
      INSERT OR REPLACE INTO token (backend, value, user_id, expires_at_ms, is_anonymous)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        backend, token.value, token.userID, token.expiresAt?.millisecondsSinceEpoch,
        token.isAnonymous,
      ])
  }

  // MARK: Sessions

  func lastSession() throws -> StoredSession? {
    try rows("SELECT * FROM session WHERE backend = ? ORDER BY number DESC LIMIT 1")
      .first.map(StoredSession.init(row:))
  }

  func sessions() throws -> [StoredSession] {
    try rows("SELECT * FROM session WHERE backend = ? ORDER BY number DESC")
      .map(StoredSession.init(row:))
  }

  func save(session: StoredSession) throws {
    // Replaced, and so renumbered: the one that was saved last is the last.
    try write(
      """
      INSERT OR REPLACE INTO session
        (backend, id, task_id, name, language, created_at_ms, last_used_at_ms, first_file)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        backend, session.id, session.taskID, session.name, session.language,
        session.createdAt.millisecondsSinceEpoch, session.lastUsedAt?.millisecondsSinceEpoch,
        session.firstFile,
      ])
  }

  // MARK: Renders

  func save(render: StoredRender) throws {
    try write(
      """
      INSERT INTO render
        (backend, id, session_id, output_path, submitted_at_ms, state, url, part_path, size_bytes)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (backend, id) DO UPDATE SET
        session_id = excluded.session_id, output_path = excluded.output_path,
        submitted_at_ms = excluded.submitted_at_ms, state = excluded.state, url = excluded.url,
        part_path = excluded.part_path, size_bytes = excluded.size_bytes
      """,
      [
        backend, render.id, render.sessionID, render.outputPath,
        render.submittedAt?.millisecondsSinceEpoch, render.state.rawValue, render.url,
        render.partPath, render.sizeBytes,
      ])
  }

  func renders() throws -> [StoredRender] {
    try rows("SELECT * FROM render WHERE backend = ? ORDER BY number")
      .map(StoredRender.init(row:))
  }

  func forget(render id: String) throws {
    try write("DELETE FROM render WHERE backend = ? AND id = ?", [backend, id])
  }

  func claim(render id: String) throws -> (any RenderClaim)? {
    try FileLock(in: claims, for: "\(backend) \(id)")
  }

  /// The rows of this backend: the statement has one parameter, which is its name.
  private func rows(_ sql: String) throws -> [Row] {
    try database.read { try Row.fetchAll($0, sql: sql, arguments: [backend]) }
  }

  private func write(_ sql: String, _ arguments: StatementArguments) throws {
    try database.write { try $0.execute(sql: sql, arguments: arguments) }
  }
}

extension StoredToken {
  init(row: Row) {
    self.init(
      value: row["value"], userID: row["user_id"], expiresAt: row.time("expires_at_ms"),
      isAnonymous: row["is_anonymous"])
  }
}

extension StoredSession {
  init(row: Row) {
    self.init(
      id: row["id"], taskID: row["task_id"], name: row["name"], language: row["language"],
      createdAt: WallTime(millisecondsSinceEpoch: row["created_at_ms"]),
      lastUsedAt: row.time("last_used_at_ms"), firstFile: row["first_file"])
  }
}

extension StoredRender {
  init(row: Row) {
    self.init(
      id: row["id"], sessionID: row["session_id"], outputPath: row["output_path"],
      submittedAt: row.time("submitted_at_ms"), state: State(rawValue: row["state"]),
      url: row["url"], partPath: row["part_path"], sizeBytes: row["size_bytes"])
  }
}

extension Row {
  fileprivate func time(_ column: String) -> WallTime? {
    let milliseconds: Int64? = self[column]
    return milliseconds.map(WallTime.init(millisecondsSinceEpoch:))
  }
}
