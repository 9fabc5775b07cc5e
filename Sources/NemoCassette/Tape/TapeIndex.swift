/// A tape whose exchanges are read when they are asked for: what a replayer needs.
///
/// A value; safe to read from any thread.
struct TapeIndex: Sendable {
  let header: Tape.Header
  private let exchanges: [Exchange]
  private let keys: [String]

  /// The index of a tape in memory.
  init(_ tape: Tape) {
    header = tape.header
    exchanges = tape.exchanges
    keys = RequestForms(tape).forms.map { $0.key }
  }

  /// How many exchanges there are, in the order in which the requests were sent.
  var count: Int { exchanges.count }

  /// What the request of an exchange is matched by, ``RequestForm/key``.
  func key(at index: Int) -> String { keys[index] }

  /// The stable name of an exchange.
  func id(at index: Int) -> String { exchanges[index].id }

  /// Reads one exchange.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/unreadable`` when it is malformed, or when
  ///   its key is not the one that it should have.
  func exchange(at index: Int) throws(CassetteError) -> Exchange { exchanges[index] }
}
