package import NemoHTTP
package import NemoTime

/// When one request is sent again. Contract section 6.2.
///
/// Each reason has a budget of its own, and none of them is ever refilled: 429 once, a new sign-in
/// once, a new client id once, and failures of the wire as often as the policy has pauses.
package struct RequestPolicy: Sendable {
  /// Which failures of the wire allow a repetition.
  package enum Repeats: Sendable, Hashable {
    /// Only what certainly never left this machine: for whatever must not run twice.
    case whenNothingWasSent
    /// Any failure: for what only reads, and for what may be done twice without harm.
    case always
    /// None, nor 429: for what is asked again after a pause anyway.
    case never
  }

  package enum Event: Sendable, Hashable {
    /// 429.
    case rateLimited
    /// 1001: the token was not accepted.
    case tokenRejected
    /// 400 to a sign-in: the client id was missing.
    case clientIDMissing
    /// A gateway answered in the backend's place: 502, 503 or 504.
    case unavailable
    /// The exchange failed.
    case failed(TransportFailure)
    /// Any other refusal.
    case refused
  }

  package enum Action: Sendable, Hashable {
    case repeatAfter(Duration)
    /// As ``repeatAfter(_:)``, and worth telling the user.
    case waitForRate(Duration)
    case signInAndRepeat
    case renewClientIDAndRepeat
    case giveUp
  }

  private let repeats: Repeats
  private var pauses: ArraySlice<Duration>
  private var ratePause: Duration?
  private var maySignIn = true
  private var mayRenewClientID = true

  package init(_ repeats: Repeats, policy: ClientPolicy = .vendor) {
    self.repeats = repeats
    self.pauses = policy.repeatPauses[...]
    self.ratePause = policy.rateLimitPause
  }

  package mutating func receive(_ event: Event, at now: Instant) -> Action {
    switch event {
    case .rateLimited:
      guard repeats != .never else { return .giveUp }
      return take(&ratePause).map(Action.waitForRate) ?? .giveUp
    case .tokenRejected:
      return spend(&maySignIn) ? .signInAndRepeat : .giveUp
    case .clientIDMissing:
      return spend(&mayRenewClientID) ? .renewClientIDAndRepeat : .giveUp
    case .unavailable:
      return repeats == .always ? repeatOnce() : .giveUp
    case .failed(let failure):
      return mayRepeat(failure) ? repeatOnce() : .giveUp
    case .refused:
      return .giveUp
    }
  }

  private func mayRepeat(_ failure: TransportFailure) -> Bool {
    switch failure.code {
    case .insecure, .tooLarge, .unreadableBody: false
    default: repeats == .always || (repeats == .whenNothingWasSent && failure.sent == .nothing)
    }
  }

  private mutating func repeatOnce() -> Action {
    pauses.popFirst().map(Action.repeatAfter) ?? .giveUp
  }

  private func spend(_ budget: inout Bool) -> Bool {
    defer { budget = false }
    return budget
  }

  private func take(_ pause: inout Duration?) -> Duration? {
    defer { pause = nil }
    return pause
  }
}
