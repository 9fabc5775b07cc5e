/// The answer to the creation of a session, contract section 5.2.
package struct SessionCreated: Sendable, Hashable {
  package var sessionID: String
  package var taskID: String?
  /// The id that a registration link needs; not every server gives it.
  package var userID: String?

  /// - Throws: ``BackendRefusal``, ``UnexpectedAnswer``.
  package init(status: Int, body: [UInt8]) throws {
    let payload = try ResponseInterpreter.payload(of: .createSession, status: status, body: body)
    guard let sessionID = payload["session_id"]?.identifier else {
      throw UnexpectedAnswer(.createSession, httpStatus: status, detail: "no session_id")
    }
    self.sessionID = sessionID
    taskID = payload["task_id"]?.identifier
    userID = (payload["user_id"] ?? payload["bind_id"])?.identifier
  }
}
