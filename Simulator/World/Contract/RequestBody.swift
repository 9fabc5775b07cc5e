/// The JSON bodies of requests, read as the contract has them.
///
/// Missing and mistyped fields are refused with their names. Unknown ones are let through.
enum RequestBody {
  /// Longer messages are refused.
  static let messageLimit = 20_000
  static let nameLimit = 500
  static let urlLimit = 20

  static func json(_ body: BodyFacts) throws(Refusal) -> JSON {
    switch body {
    case .bytes(let bytes):
      do {
        return try JSONParser.value(of: bytes)
      } catch {
        throw Refusal(.unprocessable, "The body is not JSON (byte \(error.offsetBytes)).")
      }
    case .none: throw Refusal(.unprocessable, "The body is missing; JSON is expected.")
    case .form: throw Refusal(.unprocessable, "The body is a form; JSON is expected.")
    case .tooLarge(let limit):
      throw Refusal(.bodyTooLarge, "The body is larger than \(limit) bytes.")
    case .malformed(let reason): throw Refusal(.unprocessable, reason)
    case .cut(let count): throw Refusal(.badRequest, "Only \(count) bytes of the body were read.")
    }
  }

  /// Section 5.2; that both fields may be missing is assumed.
  struct NewSession: Sendable, Hashable {
    var taskName: String
    var language: String

    init(_ body: BodyFacts) throws(Refusal) {
      var json: JSON = [:]
      if case .none = body {
      } else if case .bytes(let bytes) = body, bytes.isEmpty {
      } else {
        json = try RequestBody.json(body)
      }
      guard json.isObject else { throw Refusal(.unprocessable, "The body is not an object.") }
      taskName = try RequestBody.optionalText("task_name", in: json) ?? "project"
      language = try RequestBody.optionalText("language", in: json) ?? "en"
    }
  }

  /// Section 7.1: snake_case, `user_id` may be `me`, an id, or missing.
  struct Message: Sendable, Hashable {
    var user: String?
    var session: String
    var text: String
    /// `streaming`, which ADK servers know: whether texts are wanted in fragments.
    var wantsFragments: Bool

    init(
      _ body: JSON, keys: Dialect.MessageKeys = .snake, user rule: Dialect.StrictUserID = .off
    ) throws(Refusal) {
      let json = keys == .both ? body.withSnakeKeys : body
      let required = ["app_name", rule == .on ? "user_id" : nil, "session_id"].compactMap { $0 }
      let missing = required.filter { json[$0] == nil }
      guard json["app_name"]?.string == "nemo_agent" else {
        throw Refusal(
          .unprocessable, "app_name is missing or not nemo_agent.", missing: missing)
      }
      if let first = missing.first {
        throw Refusal(.unprocessable, "\(first) is missing.", missing: missing)
      }
      user = try RequestBody.optionalText("user_id", in: json)
      session = try RequestBody.identifier("session_id", in: json)
      wantsFragments = json["streaming"]?.bool ?? false
      guard let message = json["new_message"], message.isObject else {
        throw Refusal(.unprocessable, "new_message is missing or not an object.")
      }
      guard let parts = message["parts"]?.array else {
        throw Refusal(.unprocessable, "new_message.parts is missing or not an array.")
      }
      text = parts.compactMap { $0["text"]?.string }.joined(separator: "\n").trimmed
      guard !text.isEmpty else {
        throw Refusal(.unprocessable, "new_message.parts has no text. Say what to do.")
      }
      guard text.utf8.count <= RequestBody.messageLimit else {
        throw Refusal(
          .unprocessable, "The message is longer than \(RequestBody.messageLimit) bytes.")
      }
    }
  }

  /// Section 12.1: `sessionId` is the one key in camelCase.
  struct Render: Sendable, Hashable {
    var id: String
    var session: String
    var draft: JSON

    init(_ json: JSON) throws(Refusal) {
      guard json.isObject else { throw Refusal(.unprocessable, "The body is not an object.") }
      id = try RequestBody.identifier("id", in: json)
      guard id.unicodeScalars.count <= 128, !id.contains("/") else {
        throw Refusal(.unprocessable, "id is longer than 128 characters or has a slash.")
      }
      session = try RequestBody.identifier("sessionId", in: json)
      guard let draft = json["draft"], draft.isObject else {
        throw Refusal(
          .unprocessable, "draft must be a JSON object, as it stands in the session's state.")
      }
      self.draft = draft
      if let output = json["output"], !output.isObject {
        throw Refusal(.unprocessable, "output is not an object.")
      }
    }
  }

  /// Section 11, the second form.
  struct Links: Sendable, Hashable {
    /// Longer addresses are refused, in bytes: assumed.
    private static let urlBytes = 8_000

    var urls: [String]

    init(_ json: JSON) throws(Refusal) {
      guard json["source_type"]?.string == "url" else {
        throw Refusal(.unprocessable, "source_type is missing or not url.")
      }
      guard let values = json["urls"]?.array, !values.isEmpty else {
        throw Refusal(.unprocessable, "urls is missing or has no URL.")
      }
      let urls = values.compactMap(\.string)
      guard urls.count == values.count, urls.allSatisfy({ $0.utf8.count <= Self.urlBytes }) else {
        throw Refusal(
          .unprocessable, "urls may hold only strings of \(Self.urlBytes) bytes at most.")
      }
      guard urls.count <= RequestBody.urlLimit else {
        throw Refusal(.unprocessable, "urls has more than \(RequestBody.urlLimit) entries.")
      }
      self.urls = urls
    }
  }

  /// Section 13.1.
  struct Claim: Sendable, Hashable {
    var task: String
    var session: String

    init(_ json: JSON) throws(Refusal) {
      task = try RequestBody.identifier("task_id", in: json)
      session = try RequestBody.identifier("session_id", in: json)
    }
  }

  static func identifier(_ key: String, in json: JSON) throws(Refusal) -> String {
    guard let value = json[key]?.identifier, !value.isEmpty else {
      throw Refusal(.unprocessable, "\(key) is missing.")
    }
    return value
  }

  private static func optionalText(_ key: String, in json: JSON) throws(Refusal) -> String? {
    switch json[key] {
    case nil, .null?: return nil
    case .string(let text)?:
      guard text.utf8.count <= nameLimit else {
        throw Refusal(.unprocessable, "\(key) is longer than \(nameLimit) bytes.")
      }
      return text.isEmpty ? nil : text
    default: throw Refusal(.unprocessable, "\(key) is not a string.")
    }
  }
}
