/// A request that the backend does not grant: a code of the contract and a sentence.
///
/// Sentences are the simulator's own wording; no error body of the backend is published
/// (contract section 6.3).
struct Refusal: Error, Sendable, Hashable, Codable {
  var code: Code
  var message: String
  /// For code 429.
  var retryAfterSeconds: Int?
  /// For code 405.
  var allowedMethod: String?
  /// For code 422: required keys that are not there.
  var missing: [String]?
  /// What an ADK server says in its place, where its words are known.
  var frameworkMessage: String?

  /// The codes of contract section 6.2, and HTTP's own for what that table does not name.
  struct Code: RawRepresentable, Sendable, Hashable, Codable {
    var rawValue: Int

    static let tokenInvalid = Code(rawValue: 1001)
    static let sessionNotFound = Code(rawValue: 1002)
    static let insufficientCredits = Code(rawValue: 2001)
    static let unsupportedFile = Code(rawValue: 4001)
    static let fileTooLarge = Code(rawValue: 4002)
    static let clientIDMissing = Code(rawValue: 400)
    static let exportBlocked = Code(rawValue: 402)
    static let rateLimited = Code(rawValue: 429)
    // Assumed: the contract has no code for these, so HTTP's is used for both.
    static let badRequest = Code(rawValue: 400)
    static let forbidden = Code(rawValue: 403)
    static let notFound = Code(rawValue: 404)
    static let wrongMethod = Code(rawValue: 405)
    static let conflict = Code(rawValue: 409)
    static let bodyTooLarge = Code(rawValue: 413)
    static let notSatisfiable = Code(rawValue: 416)
    static let unprocessable = Code(rawValue: 422)
    static let overloaded = Code(rawValue: 503)
  }

  init(
    _ code: Code, _ message: String, retryAfterSeconds: Int? = nil, allowedMethod: String? = nil,
    missing: [String] = [], frameworkMessage: String? = nil
  ) {
    self.code = code
    self.message = message
    self.retryAfterSeconds = retryAfterSeconds
    self.allowedMethod = allowedMethod
    self.missing = missing.isEmpty ? nil : missing
    self.frameworkMessage = frameworkMessage
  }
}
