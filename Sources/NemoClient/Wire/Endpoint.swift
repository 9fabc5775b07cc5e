/// The calls of the backend, contract section 5.
///
/// An endpoint decides what an HTTP status means where the body does not say (section 6.3).
package struct Endpoint: RawRepresentable, Sendable, Hashable {
  package var rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package static let signIn = Endpoint(rawValue: "sign-in")
  package static let createSession = Endpoint(rawValue: "create-session")
  package static let message = Endpoint(rawValue: "message")
  package static let upload = Endpoint(rawValue: "upload")
  package static let credits = Endpoint(rawValue: "credits")
  package static let state = Endpoint(rawValue: "state")
  package static let submitRender = Endpoint(rawValue: "submit-render")
  package static let renderStatus = Endpoint(rawValue: "render-status")
  package static let download = Endpoint(rawValue: "download")
  package static let claimToken = Endpoint(rawValue: "claim-token")

  /// Whether a 404 means that the session is gone.
  var isSessionScoped: Bool { self == .message || self == .upload || self == .state }
}
