import NemoHTTP
import NemoTime

/// What is different between two tapes, by meaning: exchanges added and gone, and in the others the
/// paths that changed.
///
/// When things happened counts only when asked for, and neither do the date of the recording and
/// the address of the backend.
package struct TapeDiff: Sendable, Hashable {
  /// What changed in the first line.
  package var header: [Change]
  /// In the order of the new tape; what is gone stands where it was.
  package var exchanges: [Difference]
  package var sameCount: Int

  package struct Difference: Sendable, Hashable {
    package var kind: Kind
    /// Of the new tape; of the old one for what is gone.
    package var id: String
    /// The method and the path.
    package var request: String
    package var changes: [Change]
  }

  package enum Kind: String, Sendable, Hashable {
    case added, gone, changed
  }

  package var isSame: Bool { header.isEmpty && exchanges.isEmpty }

  /// - Parameter timing: whether times, chunks and heartbeats count as well.
  package init(_ old: Tape, _ new: Tape, timing: Bool = false) {
    header =
      Change.of("origin", old.header.origin.rawValue, new.header.origin.rawValue)
      + Change.of("note", old.header.note, new.header.note)
      + (timing
        ? Change.of("recorded", old.header.recorded.iso8601, new.header.recorded.iso8601) : [])
    exchanges = []
    sameCount = 0
    let alignment = Alignment(old, new)
    var gone = alignment.gone[...]
    for (index, exchange) in new.exchanges.enumerated() {
      let partner = alignment.partner[index]
      while let next = gone.first, let partner, next < partner {
        note(.gone, old.exchanges[next], old)
        gone.removeFirst()
      }
      guard let partner else {
        note(.added, exchange, new)
        continue
      }
      let isMoved = alignment.moved.contains(index)
      compare(old.exchanges[partner], exchange, old, new, isMoved: isMoved, timing: timing)
    }
    for index in gone { note(.gone, old.exchanges[index], old) }
  }

  private mutating func compare(
    _ one: Exchange, _ other: Exchange, _ old: Tape, _ new: Tape, isMoved: Bool, timing: Bool
  ) {
    let backends = (old: old.header.backend, new: new.header.backend)
    var changes = ExchangeChanges(old: one, new: other, backends: backends).all
    if isMoved { changes.insert(Change("order", "another place", "this place"), at: 0) }
    if timing { changes += TimingChanges.between(one, other) }
    if changes.isEmpty { sameCount += 1 } else { note(.changed, other, new, changes) }
  }

  private mutating func note(
    _ kind: Kind, _ exchange: Exchange, _ tape: Tape, _ changes: [Change] = []
  ) {
    exchanges.append(
      Difference(
        kind: kind, id: exchange.id,
        request: ExchangeView(exchange, backend: tape.header.backend).request, changes: changes))
  }
}
