#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import GRDB
import NemoHTTP
import NemoTime

extension RecordingDatabase {
  /// The tape so far. Exchanges without an end are `unfinished`.
  func tape() throws -> Tape {
    try read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM tape"),
        let recorded = WallTime(iso8601: row["recorded"])
      else { throw CassetteError(.unreadable, "The database holds no recording. Record again.") }
      let version: Int = row["version"]
      guard version == Tape.formatVersion else {
        throw CassetteError(
          .unreadable,
          "The recording has format \(version); this version of nemo reads \(Tape.formatVersion).")
      }
      let header = Tape.Header(
        origin: .init(rawValue: row["origin"]), backend: row["backend"], recorded: recorded,
        note: row["note"])
      let requests = try Row.fetchAll(database, sql: "SELECT * FROM request ORDER BY n")
      return Tape(header: header, exchanges: try requests.map { try exchange($0, database) })
    }
  }

  private func exchange(_ row: Row, _ database: Database) throws -> Exchange {
    let n: Int = row["n"]
    let request = Exchange.Request(
      method: row["method"], url: row["url"], headers: Self.pairs(row["headers"]),
      body: try Self.body(row), at: .microseconds(row["at"] as Int64))
    let ending = try Row.fetchOne(
      database, sql: "SELECT * FROM ending WHERE n = ?", arguments: [n])
    let response = try response(n, isFinished: ending != nil, database)
    let end =
      ending.map { row in
        ExchangeEnd(
          .init(rawValue: row["kind"]), sent: .init(rawValue: row["sent"]) ?? .possibly,
          detail: row["detail"], at: .microseconds(row["at"] as Int64))
      }
      ?? ExchangeEnd(
        .unfinished, sent: response == nil ? .possibly : .complete,
        at: response?.cuts.last?.at ?? response?.at ?? .zero)
    return Exchange(id: row["id"], request: request, response: response, end: end)
  }

  private func response(
    _ n: Int, isFinished: Bool, _ database: Database
  ) throws -> Exchange.Response? {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM response WHERE n = ?", arguments: [n])
    else { return nil }
    let cuts = try Row.fetchAll(
      database, sql: "SELECT * FROM cut WHERE n = ? ORDER BY rowid", arguments: [n]
    ).map { Exchange.Cut(length: $0["length"], at: .microseconds($0["at"] as Int64)) }
    var response = Exchange.Response(
      status: row["status"], headers: Self.pairs(row["headers"]),
      at: .microseconds(row["at"] as Int64), cuts: cuts)
    response.body = try body(n, cuts, database)
    if !isFinished { response.trimCuts() }
    return response
  }

  private func body(
    _ n: Int, _ cuts: [Exchange.Cut], _ database: Database
  ) throws -> BodyContent {
    if let row = try Row.fetchOne(
      database, sql: "SELECT * FROM omitted WHERE n = ?", arguments: [n])
    {
      let arrived = cuts.reduce(0) { $0 + $1.length }
      let sha256: String = row["sha256"]
      return .omitted(sha256: sha256, sizeBytes: sha256.isEmpty ? arrived : row["size"])
    }
    let pieces = try Data.fetchAll(
      database, sql: "SELECT bytes FROM piece WHERE n = ? ORDER BY rowid", arguments: [n])
    return .bytes(pieces.reduce(into: []) { $0 += $1 })
  }

  private static func pairs(_ text: String) -> [HeaderPair] {
    JSONNode.parse(Array(text.utf8)).flatMap { JSONBytes.pairs(from: $0) } ?? []
  }

  private static func body(_ row: Row) throws -> BodyContent {
    let bytes = [UInt8](row["body"] as Data? ?? Data())
    switch row["body_kind"] as String? {
    case "form":
      let parts = JSONNode.parse(bytes).flatMap { JSONBytes.parts(from: $0, in: bytes) }
      return .form(parts ?? [])
    case "omitted":
      let pair = JSONNode.parse(bytes)?.elements ?? []
      return .omitted(
        sha256: pair.first?.text ?? "", sizeBytes: Int(pair.last?.integer(in: bytes) ?? 0))
    default: return .bytes(bytes)
    }
  }
}

extension Exchange.Response {
  /// Drops what the cuts promise beyond the stored body: the redactor still held it back.
  mutating func trimCuts() {
    var rest = body.sizeBytes
    cuts = cuts.compactMap { cut in
      guard rest > 0 || cut.length == 0 else { return nil }
      defer { rest -= min(rest, cut.length) }
      return Exchange.Cut(length: min(rest, cut.length), at: cut.at)
    }
  }
}

extension [UInt8] {
  /// As a blob, also when it is empty.
  var databaseBytes: Data { Data(self) }
}
