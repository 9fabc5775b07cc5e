import HTTPTypes
import NemoHTTP
import NemoTime

/// Performs calls of the backend: token, limits, repetitions and errors.
struct APIClient: Sendable {
  let configuration: ClientConfiguration
  let builder: RequestBuilder
  let authenticator: Authenticator
  let turnGates = TurnGates()
  /// For short exchanges.
  let short: Exchange
  /// For files in either direction.
  let transfer: Exchange

  var policy: ClientPolicy { configuration.policy }
  var time: any TimeSource { configuration.time }
  var files: any FileStore { configuration.files }

  init(_ configuration: ClientConfiguration) throws {
    self.configuration = configuration
    let policy = configuration.policy
    let builder = try RequestBuilder(configuration)
    func exchange(total: Duration) -> Exchange {
      Exchange(
        transport: LimitedTransport(
          configuration.transport, limits: .init(idle: policy.wireIdleLimit, total: total),
          time: configuration.transportTime),
        builder: builder, redirectLimit: policy.redirectLimit)
    }
    self.builder = builder
    short = exchange(total: policy.exchangeLimit)
    transfer = exchange(total: policy.transferLimit)
    authenticator = try Authenticator(configuration, builder: builder, exchange: short)
  }

  /// What a call is apart from its wire form.
  struct Call: Sendable {
    var operation: NemoError.Operation
    var repeats: RequestPolicy.Repeats
    /// Streamed in place of the wire form's own body.
    var body: HTTPBody?
    /// Told of pauses that the backend asks for; nil leaves that to the configuration.
    var onPause: (@Sendable (Duration) -> Void)?

    /// A call that only reads.
    static func reading(_ operation: NemoError.Operation) -> Call {
      Call(operation: operation, repeats: .always)
    }
  }

  /// Sends a short call and decodes its answer.
  ///
  /// - Throws: ``NemoError``; `CancellationError`.
  func value<Value: Sendable>(
    _ wire: WireRequest, _ call: Call,
    _ decode: @escaping @Sendable (_ status: Int, _ body: [UInt8]) throws -> Value
  ) async throws -> Value {
    try await perform(wire, call) { request in
      let answer = try await short.answer(request, limit: policy.largestAnswer)
      return try answer.decoded(decode)
    }
  }

  /// Makes attempts until one succeeds or the policy gives up.
  ///
  /// - Parameter attempt: throws ``BackendRefusal`` and ``TransportFailure`` for the policy.
  /// - Throws: ``NemoError``; `CancellationError`.
  func perform<Value: Sendable>(
    _ wire: WireRequest, _ call: Call,
    _ attempt: @Sendable (TransportRequest) async throws -> Value
  ) async throws -> Value {
    var requests = RequestPolicy(call.repeats, policy: policy)
    let onPause = call.onPause ?? configuration.onPause
    var token = try await authenticator.token(onPause: onPause)
    while true {
      let failure: any Error
      let request = builder.request(wire, token: token, body: call.body)
      do {
        return try await attempt(request)
      } catch let error as CancellationError {
        throw error
      } catch {
        // A transport may have words of its own for being cancelled.
        try Task.checkCancellation()
        failure = error
      }
      switch requests.receive(RequestPolicy.Event(failure), at: time.now) {
      case .repeatAfter(let pause):
        try await time.sleep(for: pause, "repeating a request")
      case .waitForRate(let pause):
        onPause(pause)
        try await time.sleep(for: pause, "requests are rate limited")
      case .signInAndRepeat:
        token = try await authenticator.replacement(for: token, onPause: onPause)
      case .renewClientIDAndRepeat, .giveUp:
        throw await error(failure, call.operation, of: request)
      }
    }
  }

  /// As ``error(_:_:)``; but a 402 is only about the plan when our own headers were there.
  private func error(
    _ error: any Error, _ operation: NemoError.Operation, of request: TransportRequest
  ) async -> NemoError {
    let missing = builder.missingAttribution(in: request.head)
    guard (error as? BackendRefusal)?.code == .exportBlocked, !missing.isEmpty else {
      return await self.error(error, operation)
    }
    return NemoError(
      .badConfiguration, during: operation,
      cause: .setting(.attribution(missing.map(\.rawName))), wasSent: true)
  }

  /// The error for whatever an exchange ended with.
  func error(_ error: any Error, _ operation: NemoError.Operation) async -> NemoError {
    if let error = error as? NemoError { return error }
    return NemoError(wrapping: error, during: operation, context: await authenticator.context)
  }
}
