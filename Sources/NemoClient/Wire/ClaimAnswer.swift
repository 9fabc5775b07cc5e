/// The answer to the wish for a claim token, contract section 13.1.
package struct ClaimAnswer: Sendable {
  package var token: String
  package var lifetimeSeconds: Int64?

  /// The longest token that is taken, in bytes.
  private static let maximumTokenBytes = 512

  /// - Throws: ``BackendRefusal``, ``UnexpectedAnswer``.
  package init(status: Int, body: [UInt8]) throws {
    let payload = try ResponseInterpreter.payload(of: .claimToken, status: status, body: body)
    guard let token = payload["claim_token"]?.string, Self.isClaim(token) else {
      throw UnexpectedAnswer(.claimToken, httpStatus: status, detail: "no usable claim token")
    }
    self.token = token
    lifetimeSeconds = payload["expires_in"]?.integer.flatMap { $0 > 0 ? $0 : nil }
  }

  /// It becomes a part of a URL. Whatever has not the shape of a claim token, such as a bearer, is
  /// none (sections 3.1 and 13.2).
  private static func isClaim(_ token: String) -> Bool {
    token.hasPrefix("clm_") && token.utf8.count <= maximumTokenBytes
      && !token.lowercased().contains("nmv_")
      && token.utf8.dropFirst(4).allSatisfy { byte in
        let scalar = Unicode.Scalar(byte)
        return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
          || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "-"
      }
  }
}

extension ClaimAnswer: CustomStringConvertible, CustomReflectable {
  /// Without the token.
  package var description: String { "a claim token" }

  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
