import Foundation
import HTTPTypes
import NemoHTTP
import Testing

/// What is asked of a stock google-adk server, whose agent is `Tests/ADKServer/`: requests as they
/// are on the wire, because that server has none of the backend's other endpoints.
struct ADKConversation: Sendable {
  /// The cassette's name, and the session's.
  var name: String
  /// What the tape shows.
  var note: String
  /// Before the conversation: whatever an earlier recording has left.
  var forget: Ask { Ask(method: "DELETE", path: session) }
  var asks: [Ask]

  struct Ask: Sendable {
    var method = "POST"
    var path: String
    var body = ""
  }

  static let all = [text, tools, errors]

  static let text = ADKConversation(
    "adk-text",
    note:
      "A whole text, a thought, and a text in fragments; these and the whole after them have one id."
  ) { [$0.say("hello"), $0.say("hello", isStreaming: true), $0.say("think first")] }

  static let tools = ADKConversation(
    "adk-tools",
    note: "A tool call, its response with a state delta, and an artifact: two frames with one id."
  ) { [$0.say("add a title"), $0.say("save a poster"), Ask(method: "GET", path: $0.session)] }

  static let errors = ADKConversation(
    "adk-errors",
    note:
      "An exception, in the model or in a tool, comes twice: an event with errorCode, then a bare error."
  ) {
    [
      $0.say("break"), $0.say("break after a word", isStreaming: true), $0.say("break a tool"),
      $0.say("refuse"), $0.say("hello", session: "no-such-one"),
      Ask(path: "/run_sse", body: #"{"app_name":"nemo_agent"}"#),
    ]
  }

  private init(_ name: String, note: String, _ asks: (ADKConversation) -> [Ask]) {
    self.name = name
    self.note = note
    self.asks = []
    self.asks = [Ask(path: session, body: "{}")] + asks(self)
  }

  private var session: String { "/apps/nemo_agent/users/me/sessions/\(name)" }

  /// The body that the backend documents (contract section 7.1); `streaming` is the framework's.
  private func say(_ text: String, isStreaming: Bool = false, session: String? = nil) -> Ask {
    let streaming = isStreaming ? #","streaming":true"# : ""
    return Ask(
      path: "/run_sse",
      body: #"{"app_name":"nemo_agent","user_id":"me","session_id":"\#(session ?? name)","#
        + #""new_message":{"parts":[{"text":"\#(text)"}]}\#(streaming)}"#)
  }
}

extension ADKConversation.Ask {
  static let answerLimitBytes = 1 << 20

  /// Sends it and reads the whole answer.
  func send(
    to server: String, through transport: any HTTPTransport
  ) async throws -> (status: Int, body: [UInt8]) {
    let url = try #require(URL(string: server))
    let host = try #require(url.host)
    let method = try #require(HTTPRequest.Method(self.method))
    var head = HTTPRequest(
      method: method, scheme: "http", authority: "\(host):\(url.port ?? 80)", path: path)
    if !body.isEmpty { head.headerFields[.contentType] = "application/json" }
    let response = try await transport.send(
      TransportRequest(head: head, body: body.isEmpty ? .empty : HTTPBody(body)))
    return (
      response.head.status.code,
      try await response.body.collect(upTo: Self.answerLimitBytes)
    )
  }
}
