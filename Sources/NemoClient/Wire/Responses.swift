package import NemoTime

/// The answer to an anonymous sign-in, contract section 5.1.
package struct SignIn: Sendable {
  package var token: String
  package var userID: String?
  package var expiresAt: WallTime?
  package var credits: Int64?

  package init(status: Int, body: [UInt8]) throws {
    throw BackendRefusal(code: .unspecified, httpStatus: status)
  }
}

/// The answer to the creation of a session, contract section 5.2.
package struct SessionCreated: Sendable, Hashable {
  package var sessionID: String
  package var taskID: String?
  package var userID: String?

  package init(status: Int, body: [UInt8]) throws {
    throw BackendRefusal(code: .unspecified, httpStatus: status)
  }
}

/// An answer that cannot be used, although the backend did not refuse.
package struct UnexpectedAnswer: Error, Sendable, Hashable {
  package var endpoint: Endpoint
  package var httpStatus: Int
  /// What is missing, for a developer. Free of secrets.
  package var detail: String

  package init(_ endpoint: Endpoint, httpStatus: Int, detail: String) {
    self.endpoint = endpoint
    self.httpStatus = httpStatus
    self.detail = detail
  }
}
