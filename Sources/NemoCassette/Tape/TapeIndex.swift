import NemoHTTP

/// A tape whose exchanges are read when they are asked for: what a replayer needs.
///
/// A value; safe to read from any thread.
struct TapeIndex: Sendable {
  let header: Tape.Header
  /// The ids of the client's making on the tape, in its order, each with the exchange that brings it.
  let clientIDs: [ClientID]
  private let contents: Contents

  /// An id that the client chose.
  struct ClientID: Sendable, Hashable {
    var id: String
    /// The index of the first exchange whose request makes it: only there it can be bound.
    var first: Int
  }

  private enum Contents: Sendable {
    case tape([Exchange], keys: [String])
    case text(IndexedText)
  }

  /// The index of a tape in memory.
  init(_ tape: Tape) {
    header = tape.header
    contents = .tape(tape.exchanges, keys: RequestForms(tape).forms.map { $0.key })
    clientIDs = ClientIDFinder.ids(of: tape)
  }

  private init(_ text: IndexedText) {
    header = text.header
    contents = .text(text)
    clientIDs = text.clientIDs
  }

  /// Opens a cassette's folder, or the SQLite form when `path` is a file.
  ///
  /// A text as sealing writes it is not read but looked through for its lines. Any other is read
  /// whole, and so is a recording.
  ///
  /// - Throws: ``CassetteError`` as ``Cassette/load(_:)``. What is wrong inside of an exchange shows
  ///   when it is read, at the latest.
  static func open(_ path: String) throws -> TapeIndex {
    let folder = Cassette(path: path).folder
    guard folder.hasText, !folder.hasRecording, let text = try folder.indexText() else {
      return TapeIndex(try Cassette.load(path))
    }
    return TapeIndex(text)
  }

  /// The index of a text in memory; nil when it has to be read whole.
  static func open(tape: [UInt8], timing: [UInt8]) -> TapeIndex? {
    IndexedText(tape: tape, timing: timing, place: TapePlace()).map { TapeIndex($0) }
  }

  /// How many exchanges there are, in the order in which the requests were sent.
  var count: Int {
    switch contents {
    case .tape(let exchanges, _): exchanges.count
    case .text(let text): text.count
    }
  }

  /// What the request of an exchange is matched by, ``RequestForm/key``.
  func key(at index: Int) -> String {
    switch contents {
    case .tape(_, let keys): keys[index]
    case .text(let text): text.key(at: index)
    }
  }

  /// The stable name of an exchange.
  func id(at index: Int) -> String {
    switch contents {
    case .tape(let exchanges, _): exchanges[index].id
    case .text(let text): text.id(at: index)
    }
  }

  /// Reads one exchange, every time anew.
  ///
  /// - Parameter isChecked: whether the caller has seen that the key is that of the request.
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/unreadable`` when it is malformed, or with
  ///   ``CassetteError/Code/tampered`` when its key or a digest is not the one that it should have.
  func exchange(at index: Int, isChecked: Bool = false) throws(CassetteError) -> Exchange {
    switch contents {
    case .tape(let exchanges, _): return exchanges[index]
    case .text(let text): return try text.exchange(at: index, isChecked: isChecked)
    }
  }

  /// Reads the request of an exchange alone, without looking at its key.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/unreadable`` when it is malformed.
  func request(at index: Int) throws(CassetteError) -> Exchange.Request {
    switch contents {
    case .tape(let exchanges, _): return exchanges[index].request
    case .text(let text): return try text.request(at: index)
    }
  }
}
