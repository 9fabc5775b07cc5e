#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import GRDB
import NemoHTTP
import NemoTime

/// One row of a recording.
enum RecordingRow {
  case header(Tape.Header)
  /// Without an id, the exchange gets one when the recording is read.
  case request(Int, id: String?, Exchange.Request)
  case requestBody(Int, BodyContent)
  case response(Int, status: Int, headers: [HeaderPair], at: Duration)
  case cut(Int, Exchange.Cut)
  /// Bytes of the body that are free of secrets; they may lag behind the cuts.
  case piece(Int, [UInt8])
  /// The body is in a file: its pieces go. The path is relative to the folder of the database;
  /// digest (empty until then) and size are given once more when all of it is written.
  ///
  /// Without a path the bytes stay in the pieces, and only digest and size are noted.
  case spooled(Int, path: String?, sha256: String, sizeBytes: Int)
  /// The body is too large: its bytes go, its digest (once known) and size stay.
  case omitted(Int, sha256: String, sizeBytes: Int)
  case end(Int, ExchangeEnd)

  func insert(into database: Database) throws {
    switch self {
    case .header(let header):
      try database.run(
        sql: "INSERT INTO tape VALUES (?, ?, ?, ?, ?)",
        arguments: [
          Tape.formatVersion, header.origin.rawValue, header.backend, header.recorded.iso8601,
          header.note,
        ])
    case .request(let n, let id, let request):
      try database.run(
        sql: "INSERT INTO request(n, id, method, url, headers, at) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          n, id, request.method, request.url, JSONBytes.pairs(request.headers),
          request.at.microseconds,
        ])
    case .requestBody(let n, let body): try insert(body, of: n, into: database)
    case .response(let n, let status, let headers, let at):
      try database.run(
        sql: "INSERT INTO response VALUES (?, ?, ?, ?)",
        arguments: [n, status, JSONBytes.pairs(headers), at.microseconds])
    case .cut(let n, let cut):
      try database.run(
        sql: "INSERT INTO cut SELECT ?1, coalesce(max(i) + 1, 0), ?2, ?3 FROM cut WHERE n = ?1",
        arguments: [n, cut.at.microseconds, cut.length])
    case .piece(let n, let bytes):
      try database.run(
        sql: "INSERT INTO piece SELECT ?1, coalesce(max(i) + 1, 0), ?2 FROM piece WHERE n = ?1",
        arguments: [n, bytes.databaseBytes])
    case .spooled(let n, let path, let sha256, let size):
      if path != nil {
        try database.run(sql: "DELETE FROM piece WHERE n = ?", arguments: [n])
      }
      try database.run(
        sql: "INSERT OR REPLACE INTO spooled VALUES (?, ?, ?, ?)",
        arguments: [n, path, sha256, size])
    case .omitted(let n, let sha256, let size):
      try database.run(sql: "DELETE FROM piece WHERE n = ?", arguments: [n])
      try database.run(
        sql: "INSERT OR REPLACE INTO omitted VALUES (?, ?, ?)", arguments: [n, sha256, size])
    case .end(let n, let end):
      try database.run(
        sql: "INSERT INTO ending VALUES (?, ?, ?, ?, ?)",
        arguments: [n, end.kind.rawValue, end.sent.rawValue, end.detail, end.at.microseconds])
    }
  }

  private func insert(_ body: BodyContent, of n: Int, into database: Database) throws {
    let (kind, bytes): (String, [UInt8]) =
      switch body.asRequested {
      case .bytes(let bytes): ("bytes", bytes)
      case .form(let parts): ("form", Array(JSONBytes.parts(parts).utf8))
      case .stored(let blob): ("omitted", Array("[\"\(blob.sha256)\",\(blob.sizeBytes)]".utf8))
      case .omitted(let sha256, let size): ("omitted", Array("[\"\(sha256)\",\(size)]".utf8))
      }
    try database.run(
      sql: "UPDATE request SET body_kind = ?, body = ? WHERE n = ?",
      arguments: [kind, bytes.databaseBytes, n])
  }
}

extension BodyContent {
  /// What a tape keeps of the body of a request: of a large one digest and size only, because it is
  /// matched by them.
  var asRequested: BodyContent {
    switch self {
    case .bytes(let bytes) where bytes.count > RequestBodyCollector.limitBytes:
      .omitted(sha256: Digest.of(bytes), sizeBytes: bytes.count)
    case .stored(let blob): .omitted(sha256: blob.sha256, sizeBytes: blob.sizeBytes)
    default: self
    }
  }
}

extension Database {
  /// Runs a statement that is parsed only once.
  fileprivate func run(sql: String, arguments: StatementArguments) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

extension [UInt8] {
  /// As a blob, also when it is empty.
  var databaseBytes: Data { Data(self) }
}
