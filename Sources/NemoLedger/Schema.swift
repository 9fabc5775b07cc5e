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
    // What a list of sessions tells of each. Tokens of accounts, whose end nobody tells, beside the
    // anonymous one. What becomes of a render's file while it is on its way.
    migrator.registerMigration("2") { database in
      try database.execute(
        sql: """
          ALTER TABLE session ADD COLUMN last_used_at_ms INTEGER;
          ALTER TABLE session ADD COLUMN first_file TEXT;
          ALTER TABLE render ADD COLUMN part_path TEXT;
          ALTER TABLE render ADD COLUMN size_bytes INTEGER;
          ALTER TABLE token RENAME TO old_token;
          CREATE TABLE token (
            backend TEXT NOT NULL,
            value TEXT NOT NULL,
            user_id TEXT,
            expires_at_ms INTEGER,
            is_anonymous INTEGER NOT NULL,
            PRIMARY KEY (backend, is_anonymous)
          ) STRICT;
          INSERT INTO token SELECT backend, value, user_id, expires_at_ms, is_anonymous FROM old_token;
          DROP TABLE old_token;
          """)
    }
    return migrator
  }
}
