package import HTTPTypes

/// One call of the backend, without host, token and attribution headers.
///
/// Not `CustomStringConvertible` on purpose: a body may hold a prompt.
package struct WireRequest: Sendable {
  package var endpoint: Endpoint
  package var method: HTTPRequest.Method
  /// Absolute path, percent-encoded.
  package var path: String
  /// `Content-Type`, `Accept` and `X-Client-Id`, where the call has them.
  package var headers: HTTPFields
  package var body: [UInt8]

  package init(
    _ endpoint: Endpoint, _ method: HTTPRequest.Method, _ path: String,
    headers: HTTPFields = [:], body: [UInt8] = []
  ) {
    self.endpoint = endpoint
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
  }
}
