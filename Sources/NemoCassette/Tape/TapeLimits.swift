/// How large the parts of a tape may be, in both forms. FORMAT.md has the same table.
///
/// What is beyond is refused, when a tape is written and when it is read: every tape that was
/// written can be read again, and a tape from elsewhere cannot exhaust the memory.
enum TapeLimits {
  // MARK: Files

  /// `tape.jsonl` and `timing.jsonl`, in bytes.
  static let textFileBytes = 1 << 30
  /// A line of either, in bytes.
  static let lineBytes = 32 << 20
  /// Different blobs that one tape is written with.
  static let blobs = 10_000
  /// A body, whether it is kept or only known by digest and size, in bytes.
  static let bodyBytes = 1 << 40
  /// A piece of a body in the SQLite form, in bytes.
  static let pieceBytes = 16 << 20

  // MARK: A tape

  static let exchanges = 1_000_000
  /// In bytes of UTF-8.
  static let noteBytes = 4 << 10
  static let originBytes = 64
  static let backendBytes = 4 << 10

  // MARK: An exchange

  static let idBytes = 256
  static let methodBytes = 64
  static let urlBytes = 64 << 10
  /// Header lines of one head.
  static let headers = 256
  static let headerNameBytes = 256
  static let headerValueBytes = 64 << 10
  static let formParts = 1_000
  /// A name, file name or media type of a part.
  static let partTextBytes = 16 << 10
  static let statuses: ClosedRange<Int> = 100...999
  /// Deliveries of one answer.
  static let cuts = 1_000_000
  static let endBytes = 64
  static let detailBytes = 4 << 10
  /// A century: every time on a tape, in microseconds.
  static let microseconds: ClosedRange<Int64> = 0...3_155_760_000_000_000

  // MARK: JSON

  /// How deep a JSON text may be nested.
  static let jsonDepth = 128
  /// How deep a body may be nested that is spliced in as JSON: its line adds to that.
  static let splicedJSONDepth = 120
}
