import GRDB
import NemoClient
import NemoTime

/// One backend's part of a ledger.
struct LedgerStore: ClientStore {
  let database: DatabaseQueue
  let backend: String

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

  func token() throws -> StoredToken? {
    try database.read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM token WHERE backend = ?", arguments: [backend])
      return row.map(StoredToken.init(row:))
    }
  }

  func save(token: StoredToken?) throws {
    guard let token else { return try write("DELETE FROM token WHERE backend = ?", [backend]) }
    try write(
      """
      INSERT OR REPLACE INTO token (backend, value, user_id, expires_at_ms, is_anonymous)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        backend, token.value, token.userID, token.expiresAt.millisecondsSinceEpoch,
        token.isAnonymous,
      ])
  }

  // MARK: Sessions

  func lastSession() throws -> StoredSession? {
    try database.read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM session WHERE backend = ? ORDER BY number DESC LIMIT 1",
        arguments: [backend])
      return row.map(StoredSession.init(row:))
    }
  }

  func save(session: StoredSession) throws {
    // Replaced, and so renumbered: the one that was saved last is the last.
    try write(
      """
      INSERT OR REPLACE INTO session (backend, id, task_id, name, language, created_at_ms)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        backend, session.id, session.taskID, session.name, session.language,
        session.createdAt.millisecondsSinceEpoch,
      ])
  }

  // MARK: Renders

  func save(render: StoredRender) throws {
    try write(
      """
      INSERT INTO render (backend, id, session_id, output_path, submitted_at_ms, state, url)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (backend, id) DO UPDATE SET
        session_id = excluded.session_id, output_path = excluded.output_path,
        submitted_at_ms = excluded.submitted_at_ms, state = excluded.state, url = excluded.url
      """,
      [
        backend, render.id, render.sessionID, render.outputPath,
        render.submittedAt?.millisecondsSinceEpoch, render.state.rawValue, render.url,
      ])
  }

  func renders() throws -> [StoredRender] {
    try database.read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM render WHERE backend = ? ORDER BY number",
        arguments: [backend]
      ).map(StoredRender.init(row:))
    }
  }

  private func write(_ sql: String, _ arguments: StatementArguments) throws {
    try database.write { try $0.execute(sql: sql, arguments: arguments) }
  }
}

extension StoredToken {
  init(row: Row) {
    self.init(
      value: row["value"], userID: row["user_id"],
      expiresAt: WallTime(millisecondsSinceEpoch: row["expires_at_ms"]),
      isAnonymous: row["is_anonymous"])
  }
}

extension StoredSession {
  init(row: Row) {
    self.init(
      id: row["id"], taskID: row["task_id"], name: row["name"], language: row["language"],
      createdAt: WallTime(millisecondsSinceEpoch: row["created_at_ms"]))
  }
}

extension StoredRender {
  init(row: Row) {
    let submittedAt: Int64? = row["submitted_at_ms"]
    self.init(
      id: row["id"], sessionID: row["session_id"], outputPath: row["output_path"],
      submittedAt: submittedAt.map(WallTime.init(millisecondsSinceEpoch:)),
      state: State(rawValue: row["state"]), url: row["url"])
  }
}
