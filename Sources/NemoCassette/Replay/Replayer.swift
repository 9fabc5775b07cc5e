public import NemoHTTP
public import NemoTime

/// Answers requests from a tape: the same bytes in the same chunks, and the same ends.
///
/// Requests are matched by what they ask, repeats in the recorded order. A request that the tape
/// does not have throws a ``CassetteError``, which is also kept in ``problems``: a client may
/// swallow it. Safe to use from any thread.
public final class Replayer: HTTPTransport {
  /// The base URL that a replayed client must use.
  public var backendURL: String { tape.header.backend }
  /// When the recording began: where virtual wall time starts.
  public var recorded: WallTime { tape.header.recorded }
  public let tape: Tape

  private let time: any TimeSource
  private let pace: ReplayPace
  private let state: Locked<State>

  private struct State {
    var matcher: Matcher
    var problems: [CassetteError] = []
  }

  /// - Parameter name: what errors call the cassette.
  public init(
    _ tape: Tape, name: String, time: any TimeSource, pace: ReplayPace = .instant
  ) {
    self.tape = tape
    self.time = time
    self.pace = pace
    self.state = Locked(State(matcher: Matcher(tape, name: name)))
  }

  /// Plays the cassette at a path, in either form.
  ///
  /// - Throws: ``CassetteError`` as ``Cassette/load(_:)``.
  public convenience init(
    contentsOf path: String, time: any TimeSource, pace: ReplayPace = .instant
  ) throws {
    self.init(
      try Cassette.load(path), name: Cassette(path: path).name, time: time, pace: pace)
  }

  /// Reads the whole body of the request, then answers.
  ///
  /// - Throws: ``CassetteError`` for what is not on the tape; `TransportFailure` where the recorded
  ///   exchange failed; `CancellationError`.
  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    let start = time.now
    let asked = try await request.asAsked()
    let (exchange, clientIDs) = try state.withLock { state in
      do throws(CassetteError) {
        let index = try state.matcher.match(asked)
        return (tape.exchanges[index], state.matcher.clientID)
      } catch {
        state.problems.append(error)
        throw error
      }
    }
    guard let recorded = exchange.response else {
      try await ReplayedEnd(exchange.end, start: start, time: time, pace: pace).reach(nil)
      throw TransportFailure(.noResponse, sent: .possibly)
    }
    let response = Substitution(clientIDs).apply(to: recorded)
    try await time.wait(for: pace.scaled(response.at), since: start)
    let end = ReplayedEnd(exchange.end, start: start, time: time, pace: pace)
    return try ReplayedResponse(response, end: end, start: start, time: time, pace: pace)
      .transportResponse()
  }

  /// The exchanges that were never asked for, in the tape's order.
  public func unused() -> [Exchange] {
    let isUsed = state.withLock { $0.matcher.isUsed }
    return zip(tape.exchanges, isUsed).filter { !$0.1 }.map { $0.0 }
  }

  /// Every request so far that the tape did not have, oldest first.
  public var problems: [CassetteError] { state.withLock { $0.problems } }

  /// Fails unless the whole tape was played and nothing else was asked for.
  ///
  /// - Throws: the first of ``problems``, else ``CassetteError`` with
  ///   ``CassetteError/Code/unused``. Safe to repeat.
  public func verifyAllUsed() throws {
    if let problem = problems.first { throw problem }
    let names = unused().map { $0.id }
    guard !names.isEmpty else { return }
    let name = state.withLock { $0.matcher.name }
    throw CassetteError(
      .unused,
      "\(name) was not played to its end. Never asked for: \(names.joined(separator: ", ")). "
        + "If the change is meant, record again: the same command with --record \(name)")
  }
}
