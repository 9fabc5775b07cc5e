public import NemoHTTP
public import NemoTime

/// Answers requests from a tape: the same bytes in the same chunks, and the same ends.
///
/// Requests are matched by what they ask, repeats in the recorded order. A request that the tape
/// does not have throws a ``CassetteError``, which is also kept in ``problems``: a client may
/// swallow it. Safe to use from any thread; each recorded exchange answers once.
public final class Replayer: HTTPTransport {
  /// The base URL that a replayed client must use.
  public var backendURL: String { index.header.backend }
  /// When the recording began: where virtual wall time starts.
  public var recorded: WallTime { index.header.recorded }

  /// Further ``problems`` are not kept.
  private static let problemLimit = 1_000
  /// An error names so many exchanges at most.
  private static let shownLimit = 20

  private let index: TapeIndex
  private let name: String
  private let time: any TimeSource
  private let pace: ReplayPace
  private let seed: UInt64?
  private let cut: TapeCut?
  private let advice: RecordingAdvice
  private let state: Locked<State>

  private struct State {
    var matcher: Matcher
    var problems: [CassetteError] = []
  }

  /// - Parameters:
  ///   - name: what errors call the cassette.
  ///   - seed: plays the tape as ``Tape/rechunked(seed:)`` gives it.
  ///   - cut: plays the tape as ``Tape/cut(_:atByte:ending:)`` gives it; a place that the tape does
  ///     not have is met when its exchange is.
  ///   - advice: how errors say that the tape is recorded again.
  public convenience init(
    _ tape: Tape, name: String, time: any TimeSource, pace: ReplayPace = .instant,
    rechunk seed: UInt64? = nil, cut: TapeCut? = nil, advice: RecordingAdvice = .command
  ) {
    self.init(
      TapeIndex(tape), name: name, time: time, pace: pace, rechunk: seed, cut: cut, advice: advice)
  }

  /// Plays the cassette at a path, in either form. Exchanges are read when they are asked for.
  ///
  /// - Throws: ``CassetteError`` as ``Cassette/load(_:)``.
  public convenience init(
    contentsOf path: String, time: any TimeSource, pace: ReplayPace = .instant,
    rechunk seed: UInt64? = nil, cut: TapeCut? = nil, advice: RecordingAdvice = .command
  ) throws {
    self.init(
      try TapeIndex.open(path), name: Cassette(path: path).name, time: time, pace: pace,
      rechunk: seed, cut: cut, advice: advice)
  }

  init(
    _ index: TapeIndex, name: String, time: any TimeSource, pace: ReplayPace,
    rechunk seed: UInt64?, cut: TapeCut?, advice: RecordingAdvice
  ) {
    self.index = index
    self.name = name
    self.time = time
    self.pace = pace
    self.seed = seed
    self.cut = cut
    self.advice = advice
    state = Locked(State(matcher: Matcher(index, name: name, advice: advice)))
  }

  /// Reads the whole body of the request, then answers.
  ///
  /// - Throws: ``CassetteError`` for what is not on the tape; `TransportFailure` where the recorded
  ///   exchange failed; `CancellationError`.
  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    let start = time.now
    let match = try match(try await request.asAsked())
    let exchange = try varied(match.exchange)
    let end = ReplayedEnd(exchange.end, start: start, time: time, pace: pace)
    guard let recorded = exchange.response else {
      try await end.reach(nil)
      throw TransportFailure(.noResponse, sent: .possibly)
    }
    let response = match.substitution.apply(to: recorded)
    try await time.wait(for: pace.scaled(response.at), since: start)
    return try ReplayedResponse(
      response, toMethod: exchange.request.method, end: end, start: start, time: time, pace: pace
    ).transportResponse()
  }

  private func match(_ asked: Exchange.Request) throws(CassetteError) -> Matcher.Match {
    try state.withLock { state throws(CassetteError) in
      do throws(CassetteError) {
        return try state.matcher.match(asked)
      } catch {
        if state.problems.count < Self.problemLimit { state.problems.append(error) }
        throw error
      }
    }
  }

  private func varied(_ exchange: Exchange) throws(CassetteError) -> Exchange {
    var exchange = exchange
    if let cut { exchange = try exchange.cut(cut) }
    return seed.map { exchange.rechunked(seed: $0) } ?? exchange
  }

  /// The names of the exchanges that were never asked for, in the tape's order.
  public func unusedIDs() -> [String] { unusedPositions.map { index.id(at: $0) } }

  /// The exchanges that were never asked for, in the tape's order. One that cannot be read is left
  /// out here, and named by ``unusedIDs()``.
  public func unused() -> [Exchange] {
    unusedPositions.compactMap { try? index.exchange(at: $0) }
  }

  private var unusedPositions: [Int] {
    let isUsed = state.withLock { $0.matcher.isUsed }
    return isUsed.indices.filter { !isUsed[$0] }
  }

  /// The requests so far that the tape did not have, oldest first, up to 1,000.
  public var problems: [CassetteError] { state.withLock { $0.problems } }

  /// Fails unless the whole tape was played and nothing else was asked for.
  ///
  /// - Throws: the first of ``problems``, else ``CassetteError`` with
  ///   ``CassetteError/Code/unused``. Safe to repeat.
  public func verifyAllUsed() throws {
    if let problem = problems.first { throw problem }
    let names = unusedIDs()
    guard !names.isEmpty else { return }
    let more = names.count - Self.shownLimit
    let shown = names.prefix(Self.shownLimit).joined(separator: ", ")
    throw CassetteError(
      .unused,
      "\(name) was not played to its end. Never asked for: \(shown)"
        + (more > 0 ? " and \(more) more" : "") + ". \(advice.sentence(name))")
  }
}
