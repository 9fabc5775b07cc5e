/// Finds the recorded exchange that answers a request, and remembers which have been used.
///
/// Repeats are consumed in order. An id of the client's making is bound to the recorded one at
/// first sight; from then on it must stay that one. What a match costs does not grow with the tape.
struct Matcher: Sendable {
  /// What identifies the cassette in an error.
  let name: String
  private let index: TapeIndex
  private let base: RequestTarget.Base
  private let advice: RecordingAdvice
  private var recordedIDs: RecordedIDs
  private var queues: ExchangeQueues
  private var bindings = IDBindings()
  private var candidates = MissCandidates()
  private var timesAsked: [ExchangeQueues.Slot: Int] = [:]
  private(set) var isUsed: [Bool]

  /// An exchange that answers, and the ids to hand back in it.
  struct Match {
    let exchange: Exchange
    let substitution: Substitution
  }

  init(_ index: TapeIndex, name: String, advice: RecordingAdvice = .command) {
    self.index = index
    base = RequestTarget.Base(index.header.backend)
    self.name = name
    self.advice = advice
    recordedIDs = RecordedIDs(index)
    queues = ExchangeQueues(index)
    isUsed = Array(repeating: false, count: index.count)
  }

  /// The exchange that answers; it counts as used from now on.
  ///
  /// - Throws: ``CassetteError`` that names the request and what is closest to it; as
  ///   ``TapeIndex/exchange(at:)``.
  mutating func match(_ request: Exchange.Request) throws(CassetteError) -> Match {
    let form = RequestForm(request, below: base, known: bindings.clientIDs)
    let ids = IDPattern(form.ids) { bindings.recordedID(of: $0) }
    let slot = ExchangeQueues.Slot(key: form.key, ids: ids)
    guard let position = try take(slot) else { throw failure(request, form, slot) }
    isUsed[position] = true
    let exchange = try index.exchange(
      at: position, isChecked: recordedIDs.hasKey(at: position))
    if !form.ids.isEmpty {
      for (id, recorded) in zip(form.ids, try recordedIDs.takeIDs(at: position)) {
        bindings.bind(id, to: recorded)
      }
    }
    bindings.bindClientHeader(of: request, to: exchange.request)
    return Match(exchange: exchange, substitution: bindings.substitution)
  }

  private mutating func take(_ slot: ExchangeQueues.Slot) throws(CassetteError) -> Int? {
    while true {
      if let position = queues.take(slot) { return position }
      guard let position = queues.firstUnsorted(slot.key) else { return nil }
      // A key tells how many ids there are: where there is none, no exchange need be read.
      let ids = slot.ids.isEmpty ? [] : try recordedIDs.ids(at: position)
      let wanted = IDPattern(ids) { recordedIDs.isIntroduced($0, at: position) ? nil : $0 }
      queues.sortFirst(of: slot.key, by: wanted, recorded: IDPattern(ids) { $0 })
    }
  }

  private mutating func failure(
    _ request: Exchange.Request, _ form: RequestForm, _ slot: ExchangeQueues.Slot
  ) -> CassetteError {
    let path = RequestTarget(request.url, backend: index.header.backend).path
    let report = MissReport(cassette: name, form: form, path: path, advice: advice)
    let recorded = queues.recordedCount(slot)
    guard recorded > 0 else {
      return report.missing(
        among: candidates.closest(to: form, in: index, isUsed: isUsed, &recordedIDs))
    }
    let asked = timesAsked[slot, default: recorded] + 1
    timesAsked[slot] = asked
    return report.exhausted(asked: asked, recorded: recorded)
  }
}
