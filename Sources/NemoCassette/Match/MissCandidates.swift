/// The recorded requests that a request may have meant. Read at the first miss, then kept.
struct MissCandidates: Sendable {
  /// Further exchanges of a tape are not looked at.
  private static let searchLimit = 10_000
  private static let shownLimit = 3

  private struct Summary {
    let position: Int
    let method: String
    let origin: String
    let path: String
    let query: [String]
  }

  private var summaries: [Summary]?

  /// A recorded request that is close.
  struct Candidate {
    let id: String
    let isUsed: Bool
    let form: RequestForm
  }

  /// The closest, best first. What cannot be read is left out: it is not what went wrong here.
  mutating func closest(
    to form: RequestForm, in index: TapeIndex, isUsed: [Bool], _ recordedIDs: inout RecordedIDs
  ) -> [Candidate] {
    let summaries = summaries ?? Self.read(index, &recordedIDs)
    self.summaries = summaries
    let ranked = summaries.map { summary in
      (position: summary.position, rank: Self.rank(summary, form, isUsed[summary.position]))
    }
    let best = ranked.filter { $0.rank > 0 }
      .sorted { ($1.rank, $0.position) < ($0.rank, $1.position) }.prefix(Self.shownLimit)
    return best.compactMap { position, _ in
      guard let form = try? recordedIDs.form(at: position) else { return nil }
      return Candidate(id: index.id(at: position), isUsed: isUsed[position], form: form)
    }
  }

  private static func read(_ index: TapeIndex, _ recordedIDs: inout RecordedIDs) -> [Summary] {
    (0..<min(index.count, searchLimit)).compactMap { position in
      guard let form = try? recordedIDs.form(at: position) else { return nil }
      return Summary(
        position: position, method: form.method, origin: form.origin, path: form.path,
        query: form.query)
    }
  }

  /// Zero for what has nothing in common.
  private static func rank(_ other: Summary, _ form: RequestForm, _ isUsed: Bool) -> Int {
    let isSamePath = other.path == form.path
    guard isSamePath || lastPart(other.path) == lastPart(form.path) else { return 0 }
    var rank = 1
    if isSamePath { rank += 16 }
    if other.method == form.method { rank += 8 }
    if other.origin == form.origin { rank += 4 }
    if other.query == form.query { rank += 2 }
    if !isUsed { rank += 1 }
    return rank
  }

  private static func lastPart(_ path: String) -> Substring? { path.split(separator: "/").last }
}
