/// An answer that a scenario plans: to which requests of one operation, and what.
public struct PlannedAnswer: Sendable, Hashable, Codable {
  /// Which requests it is about.
  public var operation: PlannedRefusal.Operation
  /// Which ones of that operation, counted from 1; nil for each. Requests without a valid token are
  /// refused before they are counted.
  public var numbers: [Int]?
  /// Only messages that have these words, in any case; nil for any. For messages alone.
  public var words: String?
  /// What is answered.
  public var content: Content

  public enum Content: Sendable, Hashable, Codable {
    /// The message is accepted, and this is its run. For messages alone.
    case stream(PlannedStream)
    /// This, and nothing happens in the world.
    case response(PlannedResponse)
  }

  public init(
    to operation: PlannedRefusal.Operation, at numbers: [Int]? = nil, saying words: String? = nil,
    _ content: Content
  ) {
    if operation != .message {
      precondition(words == nil, "only messages have words")
      if case .stream = content { preconditionFailure("only messages are answered by a stream") }
    }
    self.operation = operation
    self.numbers = numbers
    self.words = words
    self.content = content
  }

  /// - Parameter text: what a message says; nil for other requests.
  func applies(to operation: PlannedRefusal.Operation, number: Int, saying text: String?) -> Bool {
    guard self.operation == operation, numbers?.contains(number) ?? true else { return false }
    guard let words else { return true }
    return text?.lowercased().contains(words.lowercased()) ?? false
  }
}

/// A whole answer that a scenario plans.
public struct PlannedResponse: Sendable, Hashable, Codable {
  /// 200...599
  public var status: Int
  /// In the order in which they are sent; they take the place of what would be sent otherwise.
  public var headers: [Header]
  public var body: [UInt8]

  public struct Header: Sendable, Hashable, Codable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(status: Int = 200, headers: [Header] = [], body: [UInt8] = []) {
    precondition((200...599).contains(status), "no status: \(status)")
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// JSON, with the header that says so.
  public static func json(_ json: JSONText, status: Int = 200) -> PlannedResponse {
    PlannedResponse(
      status: status, headers: [Header(name: "Content-Type", value: "application/json")],
      body: Array(json.text.utf8))
  }
}
