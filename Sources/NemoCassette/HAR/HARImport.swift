import NemoTime

/// Makes a tape from an HTTP archive, HAR 1.2: what browsers, Playwright and mitmproxy save.
///
/// Everything passes the redactor in the order in which it was sent, as in a recording: a capture
/// that holds a token becomes a tape without it.
///
/// ```swift
/// let result = try HARImport.read(path: "capture.har")
/// try Cassette(named: "quick-edit", in: "Cassettes").write(result.tape)
/// for note in result.notes { print(note) }
/// ```
public enum HARImport {
  /// What a capture does not say of itself.
  public struct Options: Sendable, Hashable {
    public var origin: Tape.Origin
    /// The base URL of the API; nil for the one that most requests of the API were sent to.
    public var backend: String?
    /// Whether to keep what went to hosts that no answer of the API has named, such as a page's own
    /// scripts.
    public var keepsOtherHosts: Bool
    /// For people; may be empty.
    public var note: String

    public init(
      origin: Tape.Origin = .live, backend: String? = nil, keepsOtherHosts: Bool = false,
      note: String = ""
    ) {
      self.origin = origin
      self.backend = backend
      self.keepsOtherHosts = keepsOtherHosts
      self.note = note
    }
  }

  /// A tape, and what is not on it.
  public struct Result: Sendable, Hashable {
    /// Redacted; ready to be written.
    public var tape: Tape
    /// What was left out or guessed, a sentence each. Free of secrets.
    public var notes: [String]

    public init(tape: Tape, notes: [String]) {
      self.tape = tape
      self.notes = notes
    }
  }

  /// Reads a `.har`, with the bodies that lie beside it, or a zip with one `.har` in it.
  ///
  /// Files of up to 256 MiB. Safe to repeat; writes nothing.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/notFound``,
  ///   ``CassetteError/Code/unreadable``, ``CassetteError/Code/tooLarge``, or, when a secret cannot be taken out,
  ///   ``CassetteError/Code/unredactable`` or ``CassetteError/Code/secretFound``.
  public static func read(path: String, options: Options = Options()) throws -> Result {
    var source = try HARSource(path: path)
    let archive = source.takeArchive()
    return try tape(from: archive, options: options) { try source.file($0) }
  }

  /// Makes the tape from the text of an archive.
  ///
  /// - Parameter files: the content of a body's file, by the name in the archive; nil when there is
  ///   none.
  /// - Throws: as ``read(path:options:)``, and whatever `files` throws.
  public static func tape(
    from bytes: [UInt8], options: Options = Options(),
    files: (String) throws -> [UInt8]? = { _ in nil }
  ) throws -> Result {
    var reader = HARReader()
    for range in try HAREntries.ranges(in: bytes) {
      try reader.read(bytes, range, files)
    }
    let scope = try HARScope(reader.exchanges, options)
    let kept = scope.kept(of: reader.exchanges, &reader.notes)
    let tape = try redact(assemble(kept, backend: scope.backend, options))
    return Result(tape: tape, notes: reader.notes.sentences)
  }

  /// Counts time from the first exchange.
  private static func assemble(
    _ kept: [HARExchange], backend: String, _ options: Options
  ) -> Tape {
    let start = kept.first?.startMicroseconds ?? 0
    let exchanges = kept.map { one in
      var exchange = one.exchange
      exchange.request.at = .microseconds(one.startMicroseconds - start)
      return exchange
    }
    let header = Tape.Header(
      origin: options.origin, backend: backend,
      recorded: WallTime(sinceEpoch: .microseconds(start)), note: options.note)
    return Tape(header: header, exchanges: exchanges)
  }

  /// Twice, because a value may be met late: the first time only teaches the redactor.
  private static func redact(_ tape: Tape) throws -> Tape {
    var redactor = Redactor()
    var redacted = tape
    for _ in 0..<2 {
      redacted = tape
      for part in parts(of: tape) {
        switch part {
        case .request(let index):
          redacted.exchanges[index].request = try redactor.redact(
            tape.exchanges[index].request, backend: tape.header.backend)
        case .answer(let index): try redactor.redactAnswer(of: &redacted.exchanges[index])
        }
      }
    }
    redacted.header.backend = try redactor.redact(tape.header.backend)
    redacted.header.note = try redactor.redact(tape.header.note)
    redacted.fillIDs()
    try redactor.refuseSecrets(in: redacted)
    try TapeLimits.check(redacted)
    return redacted
  }

  private enum Part {
    case request(Int)
    case answer(Int)
  }

  /// Requests and answers in the order in which the client met them: one that was sent while an
  /// answer was awaited knows nothing of it.
  private static func parts(of tape: Tape) -> [Part] {
    var parts: [(at: Duration, order: Int, part: Part)] = []
    for (index, exchange) in tape.exchanges.enumerated() {
      let sent = exchange.request.at
      parts.append((sent, 2 * index, .request(index)))
      parts.append((sent + (exchange.response?.at ?? .zero), 2 * index + 1, .answer(index)))
    }
    return parts.sorted { ($0.at, $0.order) < ($1.at, $1.order) }.map { $0.part }
  }
}
