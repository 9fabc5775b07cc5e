import GRDB
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// A database from elsewhere is refused, whatever it holds, and never trusted.
struct HostileDatabaseTests {
  private static func database(in folder: TemporaryFolder, _ sql: String) throws -> String {
    let path = folder.path + "/tape.sqlite"
    try Cassette.write(TapeIndexTests.tape(renders: 1), toDatabase: path)
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    return path
  }

  private static let untyped = """
    DROP TABLE ending; CREATE TABLE ending(n, kind, sent, detail, at);
    INSERT INTO ending VALUES (0, NULL, NULL, NULL, NULL)
    """
  private static let endless = """
    DROP TABLE piece; CREATE VIEW piece(n, i, bytes) AS
    WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT 0, x, x FROM r
    """
  private static let twice = """
    CREATE TABLE other AS SELECT * FROM request; DROP TABLE request;
    ALTER TABLE other RENAME TO request; INSERT INTO request SELECT * FROM request
    """

  @Test(arguments: [
    "UPDATE tape SET version = 2", "UPDATE tape SET version = 'x'", "DELETE FROM tape",
    "INSERT INTO tape SELECT * FROM tape", "UPDATE tape SET recorded = 'yesterday'",
    "UPDATE tape SET recorded = '0000-00-00T00:00:00Z99'", "UPDATE tape SET backend = x'ff'",
    "UPDATE tape SET note = printf('%5000d', 1)",
    "UPDATE request SET n = -1 WHERE n = 0", "UPDATE request SET url = x'ff'",
    "UPDATE request SET at = -1", "UPDATE request SET at = 9223372036854775807",
    "UPDATE request SET at = 1e300", "UPDATE request SET headers = '{}'",
    "UPDATE request SET headers = '[[1,2]]'", "UPDATE request SET headers = 'nonsense'",
    "UPDATE request SET body_kind = 'form'", "UPDATE request SET body_kind = 'odd'",
    "UPDATE request SET body_kind = 'omitted', body = '[\"\",-1]'",
    "UPDATE request SET body_kind = 'omitted', body = CAST('[\"x\",1]' AS BLOB)",
    "UPDATE request SET body = 'text'", "UPDATE request SET id = '' WHERE n = 0",
    "UPDATE request SET method = printf('%100d', 1)",
    "UPDATE response SET status = 99", "UPDATE response SET status = 'x'",
    "UPDATE response SET status = 9223372036854775807", "UPDATE response SET status = x'00'",
    "UPDATE cut SET length = -1", "UPDATE cut SET length = 9223372036854775807",
    "UPDATE cut SET length = 'many'", "UPDATE cut SET length = 0.5", "UPDATE cut SET at = -5",
    "INSERT INTO cut SELECT n, i + 9, at, 1099511627776 FROM cut",
    "INSERT INTO cut SELECT n, i + 9, at, 549755813889 FROM cut; "
      + "INSERT INTO cut SELECT n, i + 99, at, 549755813889 FROM cut",
    "UPDATE piece SET bytes = 'text'", "UPDATE piece SET bytes = 7",
    "INSERT INTO spooled VALUES (0, '/etc/hostname', '', 0)",
    "INSERT INTO spooled VALUES (0, 'blobs/../../x', '', 0)",
    "INSERT INTO spooled VALUES (0, 'blobs/.spool-1', '', 0)",
    "INSERT INTO spooled VALUES (0, NULL, 'abc', 3)",
    "INSERT INTO spooled VALUES (0, x'00', '', 0)",
    "INSERT INTO omitted VALUES (0, 'zz', 5)", "INSERT INTO omitted VALUES (0, 'zz', -5)",
    "INSERT INTO omitted VALUES (0, x'00', 5)",
    "UPDATE ending SET kind = x'00'", "UPDATE ending SET at = 'late'",
    "UPDATE ending SET detail = printf('%5000d', 1)", untyped, twice,
    "DROP TABLE ending",
    "DROP TABLE cut; CREATE VIEW cut AS SELECT 0 AS n, 0 AS i, 0 AS at, 0 AS length",
    "DROP TABLE cut; CREATE TABLE cut(n, i, at, length)",
    "DROP TABLE piece; CREATE TABLE piece(n PRIMARY KEY, i, bytes)",
    endless,
    "ALTER TABLE piece ADD COLUMN more BLOB GENERATED ALWAYS AS (zeroblob(1000000000)) VIRTUAL",
    "ALTER TABLE request RENAME COLUMN url TO link",
  ])
  func `what a column cannot hold is refused`(sql: String) throws {
    let folder = try TemporaryFolder()
    let path = try Self.database(in: folder, sql)
    let error = #expect(throws: CassetteError.self) { try Cassette.load(path) }
    #expect(error?.sentence.contains(path) == true || error?.code == .unreadable)
  }

  @Test(arguments: [
    "UPDATE request SET id = NULL", "DELETE FROM ending", "DELETE FROM cut", "DELETE FROM piece",
    "DELETE FROM response", "UPDATE cut SET length = length + 1",
    "INSERT INTO piece VALUES (99, 0, x'00'); INSERT INTO cut VALUES (99, 0, 1, 1)",
    "CREATE TRIGGER t AFTER INSERT ON cut BEGIN DELETE FROM tape; END",
    "INSERT INTO spooled VALUES (1000, '/etc/hostname', '', 0)",
    "CREATE TABLE extra(a); CREATE INDEX more ON cut(length + 1)",
  ])
  func `a recording that lacks something is read, and its cuts fit its bodies`(
    sql: String
  ) throws {
    let folder = try TemporaryFolder()
    let tape = try Cassette.load(Self.database(in: folder, sql))
    #expect(tape.exchanges.count == 14)
    for exchange in tape.exchanges {
      let response = exchange.response
      #expect(
        response?.cuts.reduce(0) { $0 + $1.length } == response?.body.sizeBytes, "\(exchange.id)")
    }
    if sql.hasSuffix("id = NULL") {
      #expect(
        tape.exchanges.map { $0.id } == TapeIndexTests.tape(renders: 1).exchanges.map { $0.id })
    }
  }

  @Test func `a file that is no database or half of one is refused`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/tape.sqlite"
    try Cassette.write(TapeIndexTests.tape(renders: 1), toDatabase: path)
    let whole = try DiskFileStore().bytes(of: path)
    var zeroed = whole
    for position in 8_192..<min(16_384, zeroed.count) { zeroed[position] = 0xff }
    let halves: [[UInt8]] = [
      [], Array("SQLite format 3\0".utf8), Array(whole.prefix(4_096)),
      Array(whole.prefix(whole.count / 2)), zeroed, Array(whole.dropFirst(100)),
    ]
    for bytes in halves {
      try DiskFileStore().remove(path)
      try DiskFileStore().appender(to: path).write(bytes)
      let error = #expect(throws: CassetteError.self) { try Cassette.load(path) }
      #expect(error?.code == .unreadable)
    }
    #expect(throws: CassetteError.self) { try Cassette.load(folder.path) }
  }

  @Test func `reading changes nothing in a database`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/tape.sqlite"
    try Cassette.write(TapeIndexTests.tape(renders: 1), toDatabase: path)
    let before = try TemporaryFolder.files(in: folder.path)
    _ = try Cassette.load(path)
    #expect(try TemporaryFolder.files(in: folder.path) == before)
  }
}
