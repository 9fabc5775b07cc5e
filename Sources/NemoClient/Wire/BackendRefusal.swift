/// The backend answered, and the answer is no.
public struct BackendRefusal: Error, Sendable, Hashable {
  public var code: BackendCode
  /// The HTTP status of the answer, or what the body's code says it is; 200 for a refusal inside a
  /// stream.
  public var httpStatus: Int
  /// The server's own sentence, free of anything that looks like a token or an id; nil when it
  /// gave none that is fit to be read.
  public var message: String?
  /// The registration link, when the server supplied one (contract section 6.2).
  public var registrationURL: String?
  /// When it makes sense to ask again, where the server said so.
  public var retryAfter: Duration?

  public init(
    code: BackendCode, httpStatus: Int, message: String? = nil, registrationURL: String? = nil
  ) {
    self.code = code
    self.httpStatus = httpStatus
    self.message = message
    self.registrationURL = registrationURL
  }
}
