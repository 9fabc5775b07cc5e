/// A server that could not start.
public struct ServerFailure: Error, Sendable, Hashable {
  public var code: Code
  /// The address that is meant, and what the system said.
  public var detail: String

  public enum Code: String, Sendable, Hashable {
    /// The address is taken, or may not be listened on.
    case cannotListen
  }

  init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }
}

extension ServerFailure: CustomStringConvertible {
  public var description: String {
    switch code {
    case .cannotListen:
      "The server could not listen on \(detail). Choose another port, or port 0 for any free one."
    }
  }
}
