public import NemoHTTP

extension NemoError {
  /// The error for a refusal of the backend, contract section 6.2.
  ///
  /// A registration link of the backend's own goes before the one in `context`.
  public init(
    _ refusal: BackendRefusal, during operation: Operation, context: Context = Context()
  ) {
    var context = context
    context.registrationURL = refusal.registrationURL ?? context.registrationURL
    context.retryAfter = refusal.retryAfter ?? context.retryAfter
    self.init(
      Self.code(of: refusal, during: operation), during: operation, cause: .refusal(refusal),
      wasSent: true, context: context)
  }

  /// The error for an exchange that did not end as HTTP has it.
  public init(
    _ failure: TransportFailure, during operation: Operation, context: Context = Context()
  ) {
    self.init(
      Self.code(of: failure), during: operation, cause: .transport(failure),
      wasSent: failure.sent != .nothing, context: context)
  }

  /// The error for a file of this machine: the source of an upload, or the target of a download.
  public init(_ failure: FileFailure, during operation: Operation) {
    self.init(
      Self.code(of: failure, during: operation), during: operation, cause: .file(failure),
      context: Context(path: failure.path))
  }

  /// The error for any of the errors that this module, a transport or a file store throws.
  ///
  /// Not for `CancellationError`, which stays itself.
  package init(
    wrapping error: any Error, during operation: Operation, context: Context = Context()
  ) {
    switch error {
    case let error as NemoError: self = error
    case let refusal as BackendRefusal: self.init(refusal, during: operation, context: context)
    case let failure as TransportFailure: self.init(failure, during: operation, context: context)
    case let failure as FileFailure: self.init(failure, during: operation)
    case let answer as UnexpectedAnswer:
      self.init(
        .unexpectedAnswer, during: operation,
        cause: .other("\(answer.endpoint.rawValue), HTTP \(answer.httpStatus): \(answer.detail)"),
        wasSent: true, context: context)
    default:
      // Only the type: what an unknown error says of itself may hold secrets.
      self.init(
        .unexpectedAnswer, during: operation, cause: .other("\(type(of: error))"), wasSent: true,
        context: context)
    }
  }

  private static func code(of refusal: BackendRefusal, during operation: Operation) -> Code {
    switch refusal.code {
    case .tokenRejected: .tokenRejected
    case .sessionNotFound: .sessionLost
    case .outOfCredits: .outOfCredits
    case .unsupportedFile: .unsupportedFile
    case .fileTooLarge: .fileTooLarge
    case .exportBlocked: .exportBlocked
    case .rateLimited: .rateLimited
    // Only sign-in needs a client id (section 5.1); elsewhere 400 is any bad request.
    case .missingClientID where operation == .signIn: .missingClientID
    default: code(ofUnlisted: refusal, during: operation)
    }
  }

  private static func code(
    ofUnlisted refusal: BackendRefusal, during operation: Operation
  ) -> Code {
    switch operation {
    case _ where (500..<600).contains(refusal.httpStatus): .backendTrouble
    case .edit where (200..<300).contains(refusal.httpStatus): .editFailed
    case .export where (200..<300).contains(refusal.httpStatus): .renderFailed
    case .download: .downloadFailed
    default: .refused
    }
  }

  private static func code(of failure: TransportFailure) -> Code {
    switch failure.code {
    case .unresolved, .unreachable: .unreachable
    case .insecure: .insecure
    case .idle, .overdue: .timedOut
    case .unreadableBody: .fileNotReadable
    case .malformed, .undecodable, .tooLarge: .unexpectedAnswer
    default: .disconnected
    }
  }

  private static func code(of failure: FileFailure, during operation: Operation) -> Code {
    if operation == .export || operation == .download { return .outputNotWritable }
    if operation == .store { return .storeFailed }
    return failure.code == .notFound ? .fileNotFound : .fileNotReadable
  }
}
