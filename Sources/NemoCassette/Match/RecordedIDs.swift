/// The ids of the client's making on a tape, read where they are asked for.
struct RecordedIDs: Sendable {
  private let index: TapeIndex
  private let base: RequestTarget.Base
  /// Made when the first request with ids comes: most tapes never need it.
  private var met: Met?
  /// What was read of exchanges that still wait for their request.
  private var readAt: [Int: Read] = [:]

  private struct Read: Sendable {
    var ids: [String]
    var hasKey: Bool
  }

  private struct Met: Sendable {
    var search = IDSearch()
    /// The exchange whose request brings the id.
    var first: [String: Int] = [:]

    init(_ ids: [TapeIndex.ClientID]) {
      for id in ids where IDSearch.isSearchable(id.id) {
        search.insert(id.id)
        first[id.id] = id.first
      }
    }
  }

  init(_ index: TapeIndex) {
    self.index = index
    base = RequestTarget.Base(index.header.backend)
  }

  /// The ids in the request of an exchange, in the order in which they occur. A word that becomes
  /// an id later on the tape is none yet.
  mutating func ids(at position: Int) throws(CassetteError) -> [String] {
    if let read = readAt[position] { return read.ids }
    let form = try form(at: position)
    let ids = form.ids.filter { met?.first[$0] ?? .max <= position }
    readAt[position] = Read(ids: ids, hasKey: form.key == index.key(at: position))
    return ids
  }

  /// Whether the request was read here, and its key found to be the one on the tape.
  func hasKey(at position: Int) -> Bool { readAt[position]?.hasKey ?? false }

  /// The ids in the request of an exchange that is about to be used.
  mutating func takeIDs(at position: Int) throws(CassetteError) -> [String] {
    let ids = try ids(at: position)
    readAt[position] = nil
    return ids
  }

  /// Whether the request at `position` is the first with that id: only there it can be bound.
  func isIntroduced(_ id: String, at position: Int) -> Bool { met?.first[id] == position }

  /// The request at `position` as it is compared.
  mutating func form(at position: Int) throws(CassetteError) -> RequestForm {
    let met = met ?? Met(index.clientIDs)
    self.met = met
    return RequestForm(try index.request(at: position), below: base, known: met.search)
  }
}

/// The ids of a request as far as they decide what answers it: which are bound to which recorded
/// id, and which are new and the same as each other.
struct IDPattern: Sendable, Hashable {
  private enum Part: Hashable {
    case bound(String)
    case new(Int)
  }

  private let parts: [Part]

  /// - Parameter recorded: the recorded id that an id is bound to; nil for a new one.
  init(_ ids: [String], _ recorded: (String) -> String?) {
    var numbers: [String: Int] = [:]
    parts = ids.map { id in
      if let recorded = recorded(id) { return .bound(recorded) }
      let number = numbers[id, default: numbers.count]
      numbers[id] = number
      return .new(number)
    }
  }

  var isEmpty: Bool { parts.isEmpty }
}
