/// A refusal that a scenario plans: which requests of one operation are refused, and with what.
public struct PlannedRefusal: Sendable, Hashable, Codable {
  /// Which requests it is about.
  public var operation: Operation
  /// A code of contract section 6.2, or an HTTP status that stands for itself, such as 503.
  public var code: Int
  /// Which ones of that operation, counted from 1; nil for each.
  public var numbers: [Int]?
  /// What `Retry-After` says, for codes 429 and 503.
  public var retryAfterSeconds: Int?

  public init(
    of operation: Operation, with code: Int, at numbers: [Int]? = nil,
    retryAfterSeconds: Int? = nil
  ) {
    precondition((400...599).contains(code) || (1_000...9_999).contains(code), "no code: \(code)")
    self.operation = operation
    self.code = code
    self.numbers = numbers
    self.retryAfterSeconds = retryAfterSeconds
  }

  /// The endpoints of contract section 5 as scenarios name them.
  public enum Operation: String, Sendable, Hashable, Codable, CaseIterable {
    case signIn = "sign-in"
    case createSession = "create-session"
    case message, upload, balance, state
    case submitRender = "submit-render"
    case pollRender = "poll-render"
    case cancelRender = "cancel-render"
    /// Through the API or from the CDN.
    case download
    case claimToken = "claim-token"
  }

  func applies(to operation: Operation, number: Int) -> Bool {
    self.operation == operation && numbers?.contains(number) ?? true
  }

  var refusal: Refusal {
    Refusal(
      Refusal.Code(rawValue: code), "The scenario of this world refuses this request.",
      retryAfterSeconds: retryAfterSeconds)
  }
}

extension Route {
  /// What a scenario calls it; nil for what is no endpoint.
  var operation: PlannedRefusal.Operation? {
    switch self {
    case .signIn: .signIn
    case .createSession: .createSession
    case .message: .message
    case .upload: .upload
    case .balance: .balance
    case .state: .state
    case .submitRender: .submitRender
    case .pollRender: .pollRender
    case .cancelRender: .cancelRender
    case .downloadRender, .renderedFile: .download
    case .claimToken: .claimToken
    case .media, .health, .openAPI: nil
    }
  }
}
