public import NemoHTTP

extension NemoError {
  /// The error for a refusal of the backend.
  public init(
    _ refusal: BackendRefusal, during operation: Operation, context: Context = Context()
  ) {
    self.init(.refused, during: operation, cause: .refusal(refusal), wasSent: true)
  }

  /// The error for an exchange that did not end as HTTP has it.
  public init(
    _ failure: TransportFailure, during operation: Operation, context: Context = Context()
  ) {
    self.init(.disconnected, during: operation, cause: .transport(failure), wasSent: true)
  }

  /// The error for a file of this machine: the source of an upload, or the target of a download.
  public init(_ failure: FileFailure, during operation: Operation) {
    self.init(.fileNotFound, during: operation, cause: .file(failure))
  }

  /// The error for any of the errors that this module, a transport or a file store throws.
  ///
  /// Not for `CancellationError`, which stays itself.
  package init(
    wrapping error: any Error, during operation: Operation, context: Context = Context()
  ) {
    self.init(.unexpectedAnswer, during: operation)
  }
}
