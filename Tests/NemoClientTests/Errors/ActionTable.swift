import NemoClient

/// Contract section 6.2 as what this client does about each code: which requests leave, when, and
/// what it ends in.
struct CodeAction: Sendable {
  var code: Int
  /// Other ways to say the same: by the HTTP status alone (section 6.3).
  var status: Int?
  var verb: Verb
  /// Whether the token was given from outside.
  var isTokenSupplied = false
  /// Every request after the first sign-in, with its second.
  var requests: [Request]
  var ends: NemoError.Code

  enum Verb: String, Sendable { case signIn, createSession, credits, upload, send, export }

  struct Request: Sendable, Hashable {
    var route: String
    var second: Int

    init(_ route: String, _ second: Int = 0) {
      (self.route, self.second) = (route, second)
    }
  }

  static let table: [CodeAction] = [
    // Sign in again with the same client id, once; but not in the place of a supplied token.
    CodeAction(
      code: 1001, status: 401, verb: .credits,
      requests: [.init(Sample.credits), .init(Sample.signIn), .init(Sample.credits)],
      ends: .tokenRejected),
    CodeAction(
      code: 1001, status: 401, verb: .send,
      requests: [
        .init(Sample.state), .init(Sample.message), .init(Sample.signIn), .init(Sample.message),
      ], ends: .tokenRejected),
    CodeAction(
      code: 1001, status: 401, verb: .send, isTokenSupplied: true,
      requests: [.init(Sample.state), .init(Sample.message)], ends: .tokenRejected),
    CodeAction(
      code: 1001, status: 401, verb: .export,
      requests: [
        .init(Sample.state), .init(Sample.submit), .init(Sample.signIn), .init(Sample.submit),
      ], ends: .tokenRejected),
    // A new session, once.
    CodeAction(
      code: 1002, status: 404, verb: .send,
      requests: [.init(Sample.state), .init(Sample.message), .init(Sample.createSession)],
      ends: .sessionLost),
    CodeAction(
      code: 1002, status: 404, verb: .upload,
      requests: [.init(Sample.upload), .init(Sample.createSession)], ends: .sessionLost),
    CodeAction(
      code: 1002, verb: .export,
      requests: [.init(Sample.state), .init(Sample.submit), .init(Sample.createSession)],
      ends: .sessionLost),
    // Nothing but to tell.
    CodeAction(
      code: 2001, verb: .send, requests: [.init(Sample.state), .init(Sample.message)],
      ends: .outOfCredits),
    CodeAction(
      code: 4001, status: 415, verb: .upload, requests: [.init(Sample.upload)],
      ends: .unsupportedFile),
    CodeAction(
      code: 4002, status: 413, verb: .upload, requests: [.init(Sample.upload)], ends: .fileTooLarge),
    CodeAction(
      code: 402, status: 402, verb: .export, requests: [.init(Sample.state), .init(Sample.submit)],
      ends: .exportBlocked),
    // A new client id, once.
    CodeAction(
      code: 400, status: 400, verb: .signIn,
      requests: [.init(Sample.signIn), .init(Sample.signIn)], ends: .missingClientID),
    // 30 s, once.
    CodeAction(
      code: 429, status: 429, verb: .signIn,
      requests: [.init(Sample.signIn), .init(Sample.signIn, 30)], ends: .rateLimited),
    CodeAction(
      code: 429, status: 429, verb: .createSession,
      requests: [.init(Sample.createSession), .init(Sample.createSession, 30)], ends: .rateLimited),
    CodeAction(
      code: 429, status: 429, verb: .credits,
      requests: [.init(Sample.credits), .init(Sample.credits, 30)], ends: .rateLimited),
    CodeAction(
      code: 429, status: 429, verb: .upload,
      requests: [.init(Sample.upload), .init(Sample.upload, 30)], ends: .rateLimited),
    CodeAction(
      code: 429, status: 429, verb: .send,
      requests: [.init(Sample.state), .init(Sample.message), .init(Sample.message, 30)],
      ends: .rateLimited),
    CodeAction(
      code: 429, status: 429, verb: .export,
      requests: [.init(Sample.state), .init(Sample.submit), .init(Sample.submit, 30)],
      ends: .rateLimited),
  ]
}
