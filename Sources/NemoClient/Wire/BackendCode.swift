/// A code of the backend, contract section 6.2.
///
/// Where a body has none, it is the HTTP status after the mapping of section 6.3.
public struct BackendCode: RawRepresentable, Sendable, Hashable {
  public var rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// 0: it worked.
  public static let success = BackendCode(rawValue: 0)
  /// 1001: the token is invalid or has expired.
  public static let tokenRejected = BackendCode(rawValue: 1001)
  /// 1002: there is no such session.
  public static let sessionNotFound = BackendCode(rawValue: 1002)
  /// 2001: the credits are used up.
  public static let outOfCredits = BackendCode(rawValue: 2001)
  /// 4001: a type of file that is not taken.
  public static let unsupportedFile = BackendCode(rawValue: 4001)
  /// 4002: a file above the size limit.
  public static let fileTooLarge = BackendCode(rawValue: 4002)
  /// 400: `X-Client-Id` is missing.
  public static let missingClientID = BackendCode(rawValue: 400)
  /// 402: export is blocked, by the plan or for want of attribution headers. Not about credits.
  public static let exportBlocked = BackendCode(rawValue: 402)
  /// 429: too many requests.
  public static let rateLimited = BackendCode(rawValue: 429)
  /// The backend refused without any code.
  public static let unspecified = BackendCode(rawValue: -1)
}
