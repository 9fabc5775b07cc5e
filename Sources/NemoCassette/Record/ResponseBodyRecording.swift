import NemoHTTP

/// What is written down of a response's body as it arrives.
///
/// A JSON answer is stored when complete, because a value may stand in it before its key does; what
/// it tells is learned at once, because the client may use it before it asks for the end.
/// Everything else is stored at once, save what the redactor holds back: in the database, and
/// beyond ``spoolBytes`` in a file. Beyond the limit only digest and size remain.
struct ResponseBodyRecording: Sendable {
  /// Larger bodies, but for streams of events, are written to a file of their own.
  static let spoolBytes = 256 << 10
  /// Longer JSON is treated as a stream.
  private static let wholeBytes = 1 << 20
  /// The longest row of the database.
  private static let rowBytes = 1 << 20

  private enum Store: Sendable {
    /// In memory until complete.
    case whole([UInt8])
    /// As rows; of what may yet move to a file, all bytes are kept.
    case rows([UInt8])
    case file(BodySpool)
    /// Not at all. The file that was begun goes once the database no longer names it.
    case omitted(BodySpool?)
  }

  private let number: Int
  private let folder: CassetteFolder
  private let limitBytes: Int
  private let isEventStream: Bool
  private var store: Store
  private var stream: RedactedStream
  private var digest = Digest()

  init(number: Int, contentType: String?, _ session: RecordingSession) {
    self.number = number
    folder = session.folder
    isEventStream = HeaderRules.isEventStream(contentType)
    limitBytes =
      isEventStream ? session.limits.eventStreamBytes : session.limits.storedBodyBytes
    store = HeaderRules.isJSON(contentType) ? .whole([]) : .rows([])
    stream = RedactedStream(isForm: HeaderRules.isURLEncodedForm(contentType))
  }

  /// Takes further bytes and returns what is to be committed.
  mutating func append(
    _ bytes: [UInt8], cuts: [Exchange.Cut], _ redactor: inout Redactor
  ) throws -> [RecordingRow] {
    digest.append(bytes)
    let rows = cuts.map { RecordingRow.cut(number, $0) }
    guard digest.sizeBytes <= limitBytes else { return rows + (try omit()) }
    if case .whole(var whole) = store {
      store = .rows([])
      whole += bytes
      _ = try stream.append(bytes, isEnd: false, &redactor)
      if whole.count <= Self.wholeBytes {
        store = .whole(whole)
        return rows
      }
      return rows + (try keep(afresh(whole, &redactor)))
    }
    return rows + (try keep(stream.append(bytes, isEnd: false, &redactor)))
  }

  mutating func end(_ redactor: inout Redactor) throws -> [RecordingRow] {
    switch store {
    case .omitted(let abandoned):
      try abandoned?.remove()
      return [.omitted(number, sha256: digest.hexadecimal, sizeBytes: digest.sizeBytes)]
    case .whole(let whole):
      store = .rows([])
      return try keep(redactor.redact(whole))
    case .rows, .file:
      let rows = try keep(stream.append([], isEnd: true, &redactor))
      guard case .file(let spool) = store else { return rows }
      return rows + [row(spool, sha256: spool.sha256)]
    }
  }

  /// What was only learned from so far is redacted from the start, and goes on as a stream.
  private mutating func afresh(_ bytes: [UInt8], _ redactor: inout Redactor) throws -> [UInt8] {
    stream = RedactedStream()
    return try stream.append(bytes, isEnd: false, &redactor)
  }

  private mutating func omit() throws -> [RecordingRow] {
    switch store {
    case .omitted(let abandoned):
      try abandoned?.remove()
      store = .omitted(nil)
      return []
    case .file(let spool): store = .omitted(spool)
    case .whole, .rows: store = .omitted(nil)
    }
    return [.omitted(number, sha256: "", sizeBytes: 0)]
  }

  /// Stores bytes that are free of secrets.
  private mutating func keep(_ bytes: [UInt8]) throws -> [RecordingRow] {
    guard !bytes.isEmpty else { return [] }
    switch store {
    case .file(var spool):
      try spool.write(bytes)
      store = .file(spool)
      return []
    case .rows(var kept) where !isEventStream:
      store = .rows([])
      kept += bytes
      if kept.count > Self.spoolBytes { return try moveToFile(kept) }
      store = .rows(kept)
    case .rows, .whole, .omitted: break
    }
    return stride(from: 0, to: bytes.count, by: Self.rowBytes).map { start in
      .piece(number, Array(bytes[start..<min(bytes.count, start + Self.rowBytes)]))
    }
  }

  /// The row that names the file drops the others: the file is written first.
  private mutating func moveToFile(_ bytes: [UInt8]) throws -> [RecordingRow] {
    var spool = try BodySpool(number: number, in: folder)
    try spool.write(bytes)
    store = .file(spool)
    return [row(spool, sha256: "")]
  }

  private func row(_ spool: BodySpool, sha256: String) -> RecordingRow {
    .spooled(number, path: spool.relativePath, sha256: sha256, sizeBytes: spool.sizeBytes)
  }
}
