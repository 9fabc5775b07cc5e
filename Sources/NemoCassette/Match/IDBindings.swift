/// Which ids of a replayed client stand for which recorded ones.
struct IDBindings: Sendable {
  private var recordedIDs: [String: String] = [:]
  /// The replayed client's ids so far.
  private(set) var clientIDs = IDSearch()
  /// Puts the client's ids into answers.
  private(set) var substitution = Substitution()

  func recordedID(of id: String) -> String? { recordedIDs[id] }

  mutating func bind(_ id: String, to recorded: String) {
    guard recordedIDs.updateValue(recorded, forKey: id) == nil else { return }
    clientIDs.insert(id)
    substitution.set(recorded, to: id)
  }

  /// `X-Client-Id` is the client's own as well, but never compared.
  ///
  /// A short one was replaced in the header alone: what looks like its pseudonym in an answer is
  /// something else.
  mutating func bindClientHeader(of request: Exchange.Request, to recorded: Exchange.Request) {
    guard let recordedID = recorded.headers.first(HeaderRules.clientID),
      recordedID.utf8.count >= SecretForms.shortestAnywhere
    else { return }
    substitution.set(recordedID, to: request.headers.first(HeaderRules.clientID) ?? recordedID)
  }
}
