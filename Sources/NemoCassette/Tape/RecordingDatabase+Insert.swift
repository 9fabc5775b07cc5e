import GRDB
import NemoHTTP
import NemoTime

extension RecordingDatabase {
  /// How large the pieces of a large body are.
  private static let pieceBytes = 256 << 10

  /// Commits rows together.
  func insert(_ rows: [RecordingRow]) throws {
    guard !rows.isEmpty else { return }
    try write { database in
      for row in rows { try row.insert(into: database) }
    }
  }

  /// Writes a whole tape into an empty database: all of it or nothing.
  func insert(_ tape: Tape) throws {
    try write { database in
      try RecordingRow.header(tape.header).insert(into: database)
      for (n, exchange) in tape.exchanges.enumerated() {
        try Self.insert(exchange, n, into: database)
      }
    }
  }

  private static func insert(_ exchange: Exchange, _ n: Int, into database: Database) throws {
    try RecordingRow.request(n, id: exchange.id, exchange.request).insert(into: database)
    let asked = try exchange.request.body.settled()
    try RecordingRow.requestBody(n, asked).insert(into: database)
    if let response = exchange.response {
      try RecordingRow.response(
        n, status: response.status, headers: response.headers, at: response.at
      ).insert(into: database)
      for cut in response.cuts { try RecordingRow.cut(n, cut).insert(into: database) }
      try insert(response.body, of: n, into: database)
    }
    try RecordingRow.end(n, exchange.end).insert(into: database)
  }

  private static func insert(_ body: BodyContent, of n: Int, into database: Database) throws {
    switch body {
    case .bytes(let bytes):
      for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
        let piece = bytes[start..<min(bytes.count, start + pieceBytes)]
        try RecordingRow.piece(n, Array(piece)).insert(into: database)
      }
      guard bytes.count > StoredBlob.memoryLimitBytes else { return }
      try RecordingRow.spooled(n, path: nil, sha256: Digest.of(bytes), sizeBytes: bytes.count)
        .insert(into: database)
    case .stored(let blob):
      try blob.forEachPart { try RecordingRow.piece(n, $0).insert(into: database) }
      try RecordingRow.spooled(n, path: nil, sha256: blob.sha256, sizeBytes: blob.sizeBytes)
        .insert(into: database)
    case .omitted(let sha256, let size):
      try RecordingRow.omitted(n, sha256: sha256, sizeBytes: size).insert(into: database)
    case .form: break  // Answers are never forms.
    }
  }
}
