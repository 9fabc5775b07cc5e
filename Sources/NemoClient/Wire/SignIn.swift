package import NemoTime

/// The answer to an anonymous sign-in, contract section 5.1.
package struct SignIn: Sendable {
  package var token: String
  package var userID: String?
  package var expiresAt: WallTime?
  package var credits: Int64?

  /// The longest token that is taken, in bytes. Real ones have about 50.
  private static let maximumTokenBytes = 4_096

  /// - Throws: ``BackendRefusal``, ``UnexpectedAnswer``.
  package init(status: Int, body: [UInt8]) throws {
    let payload = try ResponseInterpreter.payload(of: .signIn, status: status, body: body)
    guard let token = payload["token"]?.string, Self.isUsable(token) else {
      throw UnexpectedAnswer(.signIn, httpStatus: status, detail: "no usable token")
    }
    self.token = token
    userID = payload["user_id"]?.identifier
    expiresAt = payload["expires_at"]?.string.flatMap(WallTime.init(iso8601:))
    credits = payload["credits"]?.integer
  }

  /// A token becomes a part of a header line: it must not bring its own line ends.
  private static func isUsable(_ token: String) -> Bool {
    (1...maximumTokenBytes).contains(token.utf8.count)
      && token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}

extension SignIn: CustomStringConvertible {
  /// Without the token.
  package var description: String { "a sign-in" }
}

extension SignIn: CustomReflectable {
  /// Without the token.
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
