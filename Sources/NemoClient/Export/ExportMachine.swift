package import NemoTime

/// Sees a render through: submit, poll, one retry with a new id. Contract sections 12.2 to 12.4.
///
/// Each submitted render has its own polls. A render that is still going on when they are used up
/// is handed on, not failed: its id is known and it can be asked for later.
package struct ExportMachine: Sendable {
  package enum Event: Sendable, Hashable {
    /// The draft is there and can be exported.
    case begin
    /// A render that was submitted earlier is to be followed.
    case resume
    /// The submission was accepted; the answer may already tell the status.
    case submitted(Status)
    /// The submission was refused for a reason that another id may cure (section 12.4).
    case submitRefused
    /// The answer to the submission was lost: the render may or may not exist.
    case submitUnanswered
    case polled(Status)
    /// The backend doesn't know the render, or not yet.
    case pollNotFound
    /// The poll itself failed.
    case pollFailed
    /// The file could be fetched neither from its URL nor through the API.
    case notDelivered
  }

  /// What a render is at. Unknown words of the backend count as ``working``.
  package enum Status: Sendable, Hashable {
    case working
    case completed(url: String?, sizeBytes: Int? = nil)
    case failed
  }

  package enum Action: Sendable, Hashable {
    /// Submit a render under an id that was never used.
    case submit
    /// Wait until then, then poll.
    case poll(at: Instant)
    /// Fetch the file: from the URL, or without one from the API's own download path.
    case download(url: String?, sizeBytes: Int? = nil)
    /// The file is rendered and can't be fetched; ask for it later.
    case leave
    /// The render failed, and so did its retry.
    case fail
    /// The render goes on; ask for it later.
    case handOn
  }

  /// So many polls in a row that don't find a render whose submission went unanswered show that
  /// it never arrived. One that was acknowledged is waited for until the polls are used up; so many
  /// at their end show that the backend has lost it. Assumed.
  static let notFoundLimit = 2

  private let policy: ClientPolicy
  private var submissions = 0
  private var polls = 0
  private var notFound = 0
  private var isAcknowledged = false
  private var isCompleted = false
  private var deliveries = 0

  package init(policy: ClientPolicy = .vendor) {
    self.policy = policy
  }

  package mutating func receive(_ event: Event, at now: Instant) -> Action {
    switch event {
    case .begin:
      return submitOrFail()
    case .resume:
      return resume(now)
    case .submitted(let status):
      isAcknowledged = true
      return proceed(status, now)
    case .submitRefused:
      return submitOrFail()
    case .submitUnanswered:
      return pollOrHandOn(now)
    case .polled(let status):
      isAcknowledged = true
      return proceed(status, now)
    case .pollNotFound:
      return missing(now)
    case .pollFailed, .notDelivered:
      return pollOrHandOn(now)
    }
  }

  private mutating func submitOrFail() -> Action {
    guard submissions < policy.renderSubmissions else { return .fail }
    submissions += 1
    (polls, notFound, deliveries, isAcknowledged, isCompleted) = (0, 0, 0, false, false)
    return .submit
  }

  /// A resumed render is polled at once; it counts as the first submission. Nobody knows whether it
  /// was acknowledged by a backend that has it still.
  private mutating func resume(_ now: Instant) -> Action {
    submissions = 1
    polls = 1
    return .poll(at: now)
  }

  private mutating func proceed(_ status: Status, _ now: Instant) -> Action {
    notFound = 0
    switch status {
    case .working:
      return pollOrHandOn(now)
    case .completed(let url?, let sizeBytes):
      return deliver(url, sizeBytes)
    case .completed(nil, _):
      // The URL may come a little later (section 12.2, as the vendor's own tool has it).
      isCompleted = true
      return pollOrHandOn(now)
    case .failed:
      return submitOrFail()
    }
  }

  private mutating func missing(_ now: Instant) -> Action {
    notFound += 1
    if !isAcknowledged && notFound >= Self.notFoundLimit { return submitOrFail() }
    return pollOrHandOn(now)
  }

  private mutating func deliver(_ url: String?, _ sizeBytes: Int?) -> Action {
    deliveries += 1
    return .download(url: url, sizeBytes: sizeBytes)
  }

  /// A file that was not delivered may have another URL by the next poll.
  private mutating func pollOrHandOn(_ now: Instant) -> Action {
    guard deliveries < policy.deliveries else { return .leave }
    guard polls < policy.renderPolls else {
      if deliveries > 0 { return .leave }
      if notFound >= Self.notFoundLimit { return submitOrFail() }
      return isCompleted ? deliver(nil, nil) : .handOn
    }
    polls += 1
    return .poll(at: now.advanced(by: policy.renderPollInterval))
  }
}
