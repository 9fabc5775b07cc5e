/// The ids of the client's making on a tape, learned from its front as far as is needed.
///
/// A tape without any is never read for them.
struct RecordedIDs: Sendable {
  private let index: TapeIndex
  private var learned = 0
  private var known = IDSearch()
  private var introducedAt: [String: Int] = [:]
  private var idsAt: [Int: [String]] = [:]

  init(_ index: TapeIndex) { self.index = index }

  /// The ids in the request of an exchange, in the order in which they occur.
  mutating func ids(at position: Int) throws(CassetteError) -> [String] {
    while learned <= position {
      let request = try index.exchange(at: learned).request
      let form = RequestForm(request, backend: index.header.backend, known: known)
      if !form.ids.isEmpty { idsAt[learned] = form.ids }
      for id in form.ids where introducedAt[id] == nil {
        introducedAt[id] = learned
        known.insert(id)
      }
      learned += 1
    }
    return idsAt[position] ?? []
  }

  /// Whether the request at `position` is the first with that id: only there it can be bound.
  func isIntroduced(_ id: String, at position: Int) -> Bool { introducedAt[id] == position }

  /// The request at `position` as it is compared.
  mutating func form(at position: Int) throws(CassetteError) -> RequestForm {
    _ = try ids(at: position)
    let request = try index.exchange(at: position).request
    return RequestForm(request, backend: index.header.backend, known: known)
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
