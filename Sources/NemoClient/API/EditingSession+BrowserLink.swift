import NemoTime

extension EditingSession {
  /// A link that opens this project in a browser: by a claim token, or where the backend has none
  /// of those, one for people who are signed in there (contract section 13).
  ///
  /// Safe to repeat; every call may make another claim token, each good for about a week.
  ///
  /// - Throws: ``NemoError``; `CancellationError`. ``NemoError/Code/badConfiguration`` when
  ///   ``ClientConfiguration/webBase`` is no plain address.
  public func browserLink() async throws -> BrowserLink {
    let webBase = try webAddress()
    let taskID = try await taskID()
    let sessionID = stored.id
    // Another token more does no harm.
    let call = APIClient.Call(operation: .readState, repeats: .always)
    let wire = WireRequest.claimToken(taskID: taskID, sessionID: sessionID)
    do {
      let claim = try await api.value(wire, call) { status, body in
        try ClaimAnswer(status: status, body: body)
      }
      return BrowserLink(webBase: webBase, claim: claim, now: api.time.wall)
    } catch let error as NemoError where error.isMissingEndpoint {
      return try BrowserLink(webBase: webBase, taskID: taskID, sessionID: sessionID)
    }
  }

  private func webAddress() throws -> Address {
    let text = api.configuration.webBase
    guard let address = Address(text), !address.path.contains("?"), !Secrets.areLikely(in: text)
    else {
      throw NemoError(
        .badConfiguration, during: .configure,
        cause: .other("the address of the web pages is no plain http or https address"))
    }
    return address
  }

  /// An older store, or a backend that did not tell, leaves it to the state (section 9).
  private func taskID() async throws -> String {
    if let taskID = stored.taskID { return taskID }
    let state = try await state().raw
    let payload = state["data"] ?? state
    guard let id = (payload["task_id"] ?? payload["state"]?["task_id"])?.identifier else {
      throw NemoError(
        .unexpectedAnswer, during: .readState, cause: .other("no task id in the state"),
        wasSent: true)
    }
    return id
  }
}

extension NemoError {
  /// What a server without that call answers (RFC 9110 sections 15.5.5 and 15.5.6).
  fileprivate var isMissingEndpoint: Bool {
    guard case .refusal(let refusal)? = cause, refusal.code != .sessionNotFound else {
      return false
    }
    return refusal.httpStatus == 404 || refusal.httpStatus == 405
  }
}
