/// Finds the recorded exchange that answers a request, and remembers which have been used.
///
/// Repeats are consumed in order. An id of the client's making is bound to the recorded one at
/// first sight; from then on it must stay that one.
struct Matcher: Sendable {
  /// What identifies the cassette in an error.
  let name: String
  private let tape: Tape
  private let forms: [RequestForm]
  private let indices: [String: [Int]]
  /// Where each recorded id of the client's making occurs first: only there it can be bound.
  private let firstUse: [String: Int]
  private(set) var isUsed: [Bool]
  private var timesAsked: [String: Int] = [:]
  /// The replayed client's ids by the recorded ones, and the other way round.
  private(set) var clientID: [String: String] = [:]
  private var recordedID: [String: String] = [:]

  init(_ tape: Tape, name: String) {
    self.tape = tape
    self.name = name
    forms = RequestForms(tape).forms
    isUsed = Array(repeating: false, count: tape.exchanges.count)
    var indices: [String: [Int]] = [:]
    var firstUse: [String: Int] = [:]
    for (index, form) in forms.enumerated() {
      indices[form.key, default: []].append(index)
      for id in form.ids where firstUse[id] == nil { firstUse[id] = index }
    }
    self.indices = indices
    self.firstUse = firstUse
  }

  /// The index of the exchange that answers; it counts as used from now on.
  ///
  /// - Throws: ``CassetteError`` that names the request and what is closest to it.
  mutating func match(_ request: Exchange.Request) throws(CassetteError) -> Int {
    let form = RequestForm(
      request, backend: tape.header.backend, knownIDs: Set(recordedID.keys))
    let fitting = (indices[form.key] ?? []).filter { fits(form.ids, $0) }
    guard let index = fitting.first(where: { !isUsed[$0] }) else {
      throw failure(form, recorded: fitting.count)
    }
    isUsed[index] = true
    bind(form.ids, forms[index].ids)
    bindClientHeader(of: request, to: tape.exchanges[index].request)
    return index
  }

  private func fits(_ ids: [String], _ index: Int) -> Bool {
    zip(ids, forms[index].ids).allSatisfy { id, recorded in
      switch (recordedID[id], clientID[recorded]) {
      case (nil, nil): firstUse[recorded] == index
      case (let bound?, _): bound == recorded
      case (nil, _?): false
      }
    }
  }

  private mutating func bind(_ ids: [String], _ recorded: [String]) {
    for (id, recorded) in zip(ids, recorded) {
      recordedID[id] = recorded
      clientID[recorded] = id
    }
  }

  /// `X-Client-Id` is the client's own as well, but never compared.
  private mutating func bindClientHeader(
    of request: Exchange.Request, to recorded: Exchange.Request
  ) {
    guard let recordedID = recorded.headers.first(HeaderRules.clientID) else { return }
    clientID[recordedID] = request.headers.first(HeaderRules.clientID)
  }

  private mutating func failure(_ form: RequestForm, recorded: Int) -> CassetteError {
    let asked = timesAsked[form.key, default: recorded] + 1
    timesAsked[form.key] = asked
    let report = MissReport(cassette: name, form: form)
    guard recorded == 0 else { return report.exhausted(asked: asked, recorded: recorded) }
    let candidates = zip(tape.exchanges, forms).enumerated().map { index, pair in
      MissReport.Candidate(id: pair.0.id, form: pair.1, isUsed: isUsed[index])
    }
    return report.missing(among: candidates)
  }
}
