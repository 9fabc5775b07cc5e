import GRDB

/// The tables of the ledger, and how older ones become newer ones.
enum Schema {
  /// All tables; each has a column `backend`.
  static let tables = ["client", "token", "session", "render"]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE client (
            backend TEXT PRIMARY KEY NOT NULL,
            id TEXT NOT NULL
          ) STRICT;
          CREATE TABLE token (
            backend TEXT PRIMARY KEY NOT NULL,
            value TEXT NOT NULL,
            user_id TEXT,
            expires_at_ms INTEGER NOT NULL,
            is_anonymous INTEGER NOT NULL
          ) STRICT;
          CREATE TABLE session (
            number INTEGER PRIMARY KEY,
            backend TEXT NOT NULL,
            id TEXT NOT NULL,
            task_id TEXT,
            name TEXT NOT NULL,
            language TEXT NOT NULL,
            created_at_ms INTEGER NOT NULL,
            UNIQUE (backend, id)
          ) STRICT;
          CREATE TABLE render (
            number INTEGER PRIMARY KEY,
            backend TEXT NOT NULL,
            id TEXT NOT NULL,
            session_id TEXT NOT NULL,
            output_path TEXT,
            submitted_at_ms INTEGER,
            state TEXT NOT NULL,
            url TEXT,
            UNIQUE (backend, id)
          ) STRICT;
          """)
    }
    return migrator
  }
}
