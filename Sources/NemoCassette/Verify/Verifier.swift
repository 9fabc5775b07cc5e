package import NemoHTTP
package import NemoTime
import HTTPTypes

/// Sends a tape's requests to a backend and compares what comes back by shape.
///
/// Ids that the server gives are followed: where a live answer has another one at the same place,
/// later requests carry that one. One request after the other, with the tape's pauses.
package struct Verifier: Sendable {
  /// Contract section 12.3.
  private static let pollInterval = Duration.seconds(30)
  private static let pollLimit = 10

  package let tape: Tape
  package let transport: any HTTPTransport
  /// The base URL of the backend, without a slash at its end.
  package let baseURL: String
  package let time: any TimeSource
  package let entropy: any Entropy
  /// Sent until the tape signs in; goes to the backend's own address only.
  package var token: String?
  /// Whether requests are sent that change something: a message costs credits.
  package var allowsWrites: Bool
  package var files: VerifyFiles

  package init(
    _ tape: Tape, transport: any HTTPTransport, baseURL: String, time: any TimeSource,
    entropy: any Entropy, token: String?, allowsWrites: Bool, files: VerifyFiles
  ) {
    self.tape = tape
    self.transport = transport
    self.baseURL = baseURL
    self.time = time
    self.entropy = entropy
    self.token = token
    self.allowsWrites = allowsWrites
    self.files = files
  }

  /// - Parameter onResult: called after each exchange.
  /// - Throws: `CancellationError`; `TransportFailure` when there is no connection to the backend;
  ///   ``CassetteError`` with ``CassetteError/Code/notFound`` for a folder of files that is not there.
  package func run(
    onResult: @Sendable (VerifyReport.Result) -> Void = { _ in }
  ) async throws -> VerifyReport {
    try files.check()
    var report = VerifyReport()
    var state = VerifyState(self)
    var hasConnection = false
    for (index, exchange) in tape.exchanges.enumerated() {
      let result: VerifyReport.Result
      switch state.prepare(exchange) {
      case .skip(let why):
        state.skip(exchange)
        result = make(exchange, .skipped, remark: why)
      case .send(let request, let remark):
        try await pause(before: index, after: report.results.last?.verdict)
        let (answer, polls) = try await answer(request, like: exchange)
        if !hasConnection, let failure = answer.noConnection { throw failure }
        hasConnection = true
        result = judge(exchange, answer, remark, furtherPolls: polls, &state)
      }
      report.results.append(result)
      onResult(result)
    }
    return report
  }

  /// As long as the recorded client waited between the two: a render needs its time.
  private func pause(before index: Int, after verdict: VerifyReport.Verdict?) async throws {
    guard index > 0, verdict != .skipped else { return }
    let before = tape.exchanges[index - 1]
    let pause = tape.exchanges[index].request.at - (before.request.at + before.end.at)
    if pause > .zero { try await time.sleep(for: pause, "a recorded pause") }
  }

  /// A render takes as long as it takes: where the tape has its end, it is waited for
  /// (contract section 12.3).
  private func answer(
    _ request: TransportRequest, like exchange: Exchange
  ) async throws -> (LiveAnswer, furtherPolls: Int) {
    var answer = try await LiveAnswer.to(request, on: transport)
    var polls = 0
    while polls < Self.pollLimit, RenderStage(exchange)?.isOver == true,
      RenderStage(answer.body) == .working
    {
      try await time.sleep(for: Self.pollInterval, "a render")
      answer = try await LiveAnswer.to(request, on: transport)
      polls += 1
    }
    return (answer, polls)
  }

  private func judge(
    _ exchange: Exchange, _ answer: LiveAnswer, _ remark: String, furtherPolls: Int,
    _ state: inout VerifyState
  ) -> VerifyReport.Result {
    let shape = AnswerShape(recorded: exchange, live: answer)
    let missing = shape.missing
    let comparison = shape.comparison
    if missing != nil || !comparison.changes.isEmpty,
      let reason = state.reasonToPassOver(exchange, answer)
    {
      state.skip(exchange)
      return make(exchange, .skipped, remark: reason)
    }
    state.learn(exchange, answer)
    if let missing {
      return make(
        exchange, .missing, remark: remark.isEmpty ? missing : "\(missing); \(remark)")
    }
    if RenderStage(exchange) == .working, RenderStage(answer.body)?.isOver == true {
      return make(exchange, .match, remark: "the render was over sooner")
    }
    let waited = furtherPolls == 0 ? "" : "asked \(furtherPolls + 1) times until it was over"
    var result = make(
      exchange, comparison.changes.isEmpty ? .match : .changed, remark: remark + waited)
    (result.changes, result.additions) = comparison
    return result
  }

  private func make(
    _ exchange: Exchange, _ verdict: VerifyReport.Verdict, remark: String
  ) -> VerifyReport.Result {
    VerifyReport.Result(
      id: exchange.id, request: ExchangeView(exchange, backend: tape.header.backend).request,
      verdict: verdict, remark: remark)
  }
}
