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
