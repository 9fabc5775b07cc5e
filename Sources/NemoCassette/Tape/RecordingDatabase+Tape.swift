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
  ///
  /// - Throws: ``CassetteError`` for a database that is no recording, whatever it holds.
  func tape() throws -> Tape {
    try read { database in
      try RecordingSchema.check(database, path)
      let header = try header(database)
      let rows = try database.cachedStatement(
        sql: "SELECT n, id, method, url, headers, at, body_kind, body FROM request ORDER BY n")
      var exchanges: [Exchange] = []
      var last: Int64 = -1
      let cursor = try Row.fetchCursor(rows)
      while let row = try cursor.next().map({ CheckedRow($0, "\(path), table request") }) {
        guard exchanges.count < TapeLimits.exchanges else { throw tooLarge("exchanges") }
        let n = try row.integer(0, in: 0...(.max))
        guard n > last else { throw row.refusal(0) }
        last = n
        exchanges.append(try exchange(row, n, database))
      }
      var tape = Tape(header: header, exchanges: exchanges)
      tape.fillIDs()
      // A damaged index lets an id stand twice, and the text could not be read again.
      try TapeLimits.check(tape)
      return tape
    }
  }

  private func header(_ database: Database) throws -> Tape.Header {
    let rows = try Row.fetchAll(
      database, sql: "SELECT version, origin, backend, recorded, note FROM tape LIMIT 2")
    guard rows.count == 1, let first = rows.first else {
      throw CassetteError(
        .unreadable, "\(path) does not hold one recording. Record again.")
    }
    let row = CheckedRow(first, "\(path), table tape")
    let version = try row.integer(0, in: .min ... .max)
    guard version == Int64(Tape.formatVersion) else {
      throw CassetteError(
        .unreadable,
        "\(path) has format \(version); this version of nemo reads \(Tape.formatVersion). "
          + "Install a newer nemo, or record again.")
    }
    guard let recorded = WallTime(onTape: try row.text(3)) else { throw row.refusal(3) }
    let header = Tape.Header(
      origin: .init(rawValue: try row.text(1)), backend: try row.text(2), recorded: recorded,
      note: try row.text(4))
    if let excess = TapeLimits.excess(of: header) {
      throw CassetteError(.tooLarge, "\(path) \(excess). Shorten it, or record again.")
    }
    return header
  }

  private func exchange(
    _ row: CheckedRow, _ n: Int64, _ database: Database
  ) throws -> Exchange {
    let request = Exchange.Request(
      method: try row.text(2), url: try row.text(3), headers: try Self.pairs(row, 4),
      body: try Self.requestBody(row), at: try row.duration(5))
    let ending = try self.row(
      "ending", "SELECT kind, sent, detail, at FROM ending WHERE n = ?", n, database)
    let response = try response(n, isFinished: ending != nil, database)
    let end =
      try ending.map { row in
        ExchangeEnd(
          .init(rawValue: try row.text(0)), sent: .init(rawValue: try row.text(1)) ?? .possibly,
          detail: try row.text(2), at: try row.duration(3))
      }
      ?? ExchangeEnd(
        .unfinished, sent: response == nil ? .possibly : .complete,
        at: response?.cuts.last?.at ?? response?.at ?? .zero)
    let id = try row.optionalText(1)
    if id == "" { throw row.refusal(1) }
    let exchange = Exchange(id: id ?? "", request: request, response: response, end: end)
    var named = exchange
    if id == nil { named.id = "?" }
    if let excess = TapeLimits.excess(of: named) {
      throw CassetteError(
        .tooLarge, "\(path): the request in row \(n) \(excess). Record a shorter journey.")
    }
    return exchange
  }

  private func response(
    _ n: Int64, isFinished: Bool, _ database: Database
  ) throws -> Exchange.Response? {
    guard
      let row = try row(
        "response", "SELECT status, headers, at FROM response WHERE n = ?", n, database)
    else { return nil }
    let cuts = try cuts(n, database)
    var response = Exchange.Response(
      status: Int(try row.integer(0, in: Int64(TapeLimits.statuses.lowerBound)...999)),
      headers: try Self.pairs(row, 1), at: try row.duration(2), cuts: cuts)
    response.body = try body(n, cuts, database)
    response.fitCuts(isFinished: isFinished)
    return response
  }

  private func cuts(_ n: Int64, _ database: Database) throws -> [Exchange.Cut] {
    let statement = try database.cachedStatement(
      sql: "SELECT length, at FROM cut WHERE n = ? ORDER BY i")
    let cursor = try Row.fetchCursor(statement, arguments: [n])
    var cuts: [Exchange.Cut] = []
    var size = 0
    while let row = try cursor.next().map({ CheckedRow($0, "\(path), table cut") }) {
      let cut = Exchange.Cut(
        length: try row.count(0, limit: TapeLimits.bodyBytes), at: try row.duration(1))
      size += cut.length
      guard cuts.count < TapeLimits.cuts, size <= TapeLimits.bodyBytes else {
        throw tooLarge("deliveries of one answer")
      }
      cuts.append(cut)
    }
    return cuts
  }

  private func row(
    _ table: String, _ sql: String, _ n: Int64, _ database: Database
  ) throws -> CheckedRow? {
    let statement = try database.cachedStatement(sql: sql)
    return try Row.fetchOne(statement, arguments: [n]).map {
      CheckedRow($0, "\(path), table \(table)")
    }
  }

  // MARK: Bodies

  private func body(
    _ n: Int64, _ cuts: [Exchange.Cut], _ database: Database
  ) throws -> BodyContent {
    let arrived = cuts.reduce(0) { $0 + $1.length }
    if let row = try row("omitted", "SELECT sha256, size FROM omitted WHERE n = ?", n, database) {
      let (sha256, size) = (try row.text(0), try row.count(1, limit: TapeLimits.bodyBytes))
      return .omitted(sha256: sha256, sizeBytes: sha256.isEmpty ? arrived : size)
    }
    let spooled = try row(
      "spooled", "SELECT path, sha256, size FROM spooled WHERE n = ?", n, database)
    guard let spooled else { return try pieces(n, digest: nil, database) }
    let digest = (
      sha256: try spooled.text(1), sizeBytes: try spooled.count(2, limit: TapeLimits.bodyBytes)
    )
    let isDone = !digest.sha256.isEmpty
    guard let relative = try spooled.optionalText(0) else {
      return try pieces(n, digest: isDone ? digest : nil, database)
    }
    let file = try SpooledFile(relative, beside: path, sha256: digest.sha256)
    return try file.body(expecting: isDone ? digest : nil)
  }

  /// The pieces of a body in memory, or, when they are too many, where they stand.
  private func pieces(
    _ n: Int64, digest: (sha256: String, sizeBytes: Int)?, _ database: Database
  ) throws -> BodyContent {
    let statement = try database.cachedStatement(
      sql: """
        SELECT coalesce(sum(length(bytes)), 0), coalesce(max(length(bytes)), 0),
          count(*) - coalesce(sum(typeof(bytes) = 'blob'), 0) FROM piece WHERE n = ?
        """)
    guard let first = try Row.fetchOne(statement, arguments: [n]) else { return .empty }
    let row = CheckedRow(first, "\(path), table piece")
    let size = try row.count(0, limit: TapeLimits.bodyBytes)
    _ = try row.count(1, limit: TapeLimits.pieceBytes)
    _ = try row.count(2, limit: 0)
    if size > StoredBlob.memoryLimitBytes {
      return try storedPieces(n, digest, size, database)
    }
    let bytes = try Row.fetchCursor(
      database.cachedStatement(sql: "SELECT bytes FROM piece WHERE n = ? ORDER BY i"),
      arguments: [n]
    ).reduce(into: [UInt8]()) { bytes, row in
      bytes += try CheckedRow(row, "\(path), table piece").bytes(0)
    }
    if let digest, digest != (Digest.of(bytes), bytes.count) { throw StoredBlob.tampered(path) }
    return .bytes(bytes)
  }

  private func storedPieces(
    _ n: Int64, _ digest: (sha256: String, sizeBytes: Int)?, _ size: Int, _ database: Database
  ) throws -> BodyContent {
    var actual = Digest()
    let cursor = try Row.fetchCursor(
      database.cachedStatement(sql: "SELECT bytes FROM piece WHERE n = ? ORDER BY i"),
      arguments: [n])
    while let row = try cursor.next() {
      actual.append(try CheckedRow(row, "\(path), table piece").bytes(0))
    }
    var blob = StoredBlob(path: path, sha256: actual.hexadecimal, sizeBytes: size)
    blob.pieceNumber = Int(n)
    if let digest, digest != (blob.sha256, actual.sizeBytes) { throw StoredBlob.tampered(path) }
    return .stored(blob)
  }

  /// The next piece of a body after a row, for ``PieceReader``.
  func piece(of n: Int, after row: Int64) throws -> (row: Int64, bytes: [UInt8])? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT i, bytes FROM piece WHERE n = ? AND i > ? ORDER BY i LIMIT 1")
      guard let first = try Row.fetchOne(statement, arguments: [n, row]) else { return nil }
      let row = CheckedRow(first, "\(path), table piece")
      return (try row.integer(0, in: .min ... .max), try row.bytes(1))
    }
  }

  // MARK: Values

  private func tooLarge(_ what: String) -> CassetteError {
    CassetteError(
      .tooLarge, "\(path) holds more \(what) than a tape may. Record a shorter journey.")
  }

  private static func pairs(_ row: CheckedRow, _ column: Int) throws -> [HeaderPair] {
    let node = JSONNode.parse(Array(try row.text(column).utf8))
    guard let pairs = node.flatMap({ JSONBytes.pairs(from: $0) }) else {
      throw row.refusal(column)
    }
    return pairs
  }

  private static func requestBody(_ row: CheckedRow) throws -> BodyContent {
    let bytes = try row.bytes(7)
    switch try row.optionalText(6) {
    case nil, "bytes": return .bytes(bytes)
    case "form":
      let parts = JSONNode.parse(bytes).flatMap { JSONBytes.parts(from: $0, in: bytes) }
      guard let parts else { throw row.refusal(7) }
      return .form(parts)
    case "omitted":
      guard let pair = JSONNode.parse(bytes)?.elements, pair.count == 2, let sha256 = pair[0].text,
        let size = pair[1].integer(in: bytes), (0...Int64(TapeLimits.bodyBytes)).contains(size)
      else { throw row.refusal(7) }
      return .omitted(sha256: sha256, sizeBytes: Int(size))
    default: throw row.refusal(6)
    }
  }
}

extension Exchange.Response {
  /// Makes the cuts add up to the body.
  ///
  /// Of an exchange under way, what they promise beyond the stored body is dropped: the redactor
  /// still held it back. A finished one whose cuts do not fit gets the default ones.
  mutating func fitCuts(isFinished: Bool) {
    var rest = body.sizeBytes
    if cuts.reduce(0, { $0 + $1.length }) == rest { return }
    guard !isFinished else {
      cuts = defaultCuts
      return
    }
    cuts = cuts.compactMap { cut in
      guard rest > 0 || cut.length == 0 else { return nil }
      defer { rest -= min(rest, cut.length) }
      return Exchange.Cut(length: min(rest, cut.length), at: cut.at)
    }
    if rest > 0 { cuts = defaultCuts }
  }
}
