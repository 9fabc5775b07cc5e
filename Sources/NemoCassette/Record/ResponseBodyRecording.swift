/// What is written down of a response's body as it arrives.
///
/// A JSON answer is stored when complete, because a value may stand in it before its key does.
/// Everything else is stored at once, save what the redactor holds back. Beyond the limit only
/// digest and size remain.
struct ResponseBodyRecording: Sendable {
  private let number: Int
  private let limitBytes: Int
  /// Nil for bodies that are stored as they arrive.
  private var whole: [UInt8]?
  private var stream = RedactedStream()
  private var digest = Digest()
  private var isOmitted = false

  init(number: Int, contentType: String?, limits: RecordingLimits) {
    self.number = number
    limitBytes =
      HeaderRules.isEventStream(contentType) ? limits.eventStreamBytes : limits.storedBodyBytes
    whole = HeaderRules.isJSON(contentType) ? [] : nil
  }

  mutating func append(
    _ bytes: [UInt8], cuts: [Exchange.Cut], _ redactor: inout Redactor
  ) throws -> [RecordingRow] {
    digest.append(bytes)
    var rows = cuts.map { RecordingRow.cut(number, $0) }
    guard digest.sizeBytes <= limitBytes else {
      if !isOmitted { rows.append(.omitted(number, sha256: "", sizeBytes: 0)) }
      isOmitted = true
      whole = nil
      return rows
    }
    if whole != nil {
      whole? += bytes
      return rows
    }
    return rows + piece(try stream.append(bytes, isEnd: false, &redactor))
  }

  mutating func end(_ redactor: inout Redactor) throws -> [RecordingRow] {
    if isOmitted {
      let size = digest.sizeBytes
      return [.omitted(number, sha256: digest.hexadecimal, sizeBytes: size)]
    }
    if let whole { return piece(try redactor.redact(whole)) }
    return piece(try stream.append([], isEnd: true, &redactor))
  }

  private func piece(_ bytes: [UInt8]) -> [RecordingRow] {
    bytes.isEmpty ? [] : [.piece(number, bytes)]
  }
}
