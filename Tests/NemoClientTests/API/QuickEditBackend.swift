import HTTPTypes
import NemoHTTP
import NemoTime
import Testing

/// A backend that knows what has happened: as much of one as a quick edit needs, in literals.
///
/// It answers what arrives, and what arrives counts, whether or not its answer gets back.
final class QuickEditBackend: Sendable {
  struct Facts: Sendable {
    var signIns = 0
    var sessions = 0
    var uploads = 0
    /// How often the agent was set to work. It costs credits.
    var runs = 0
    /// The ids of all renders, in their order.
    var renders: [String] = []
    var polls = 0
  }

  static let movie = Sample.movie(mediaBytes: 172)
  static let said = "The title is in place."
  private let state = Locked(Facts())

  var facts: Facts { state.withLock { $0 } }

  func answer(_ request: TransportRequest, _ body: [UInt8]) -> ScriptedBackend.Reply {
    let path = request.head.path ?? ""
    let isAPI = request.head.authority == "api.invalid"
    return state.withLock { facts in
      guard isAPI else { return Self.file(request) }
      return Self.signedIn(request, facts) ?? Self.answer(path, body, &facts)
    }
  }

  /// Only the token that was given last is good. Nil where it is, and for the sign-in itself.
  private static func signedIn(
    _ request: TransportRequest, _ facts: Facts
  ) -> ScriptedBackend.Reply? {
    let isSignIn = request.head.path == "/api/auth/anonymous-token"
    let given = request.head.headerFields[.authorization]
    return isSignIn || given == "Bearer \(token(facts.signIns))"
      ? nil : Sample.error(1001, status: 401)
  }

  private static func token(_ number: Int) -> String { "nmv_usr_TOKEN\(number)" }

  private static func answer(
    _ path: String, _ body: [UInt8], _ facts: inout Facts
  ) -> ScriptedBackend.Reply {
    switch path {
    case "/api/auth/anonymous-token":
      facts.signIns += 1
      return .json(
        #"{"code":0,"data":{"token":"\#(token(facts.signIns))","user_id":"anon_1"}}"#)
    case "/api/tasks/me/with-session/nemo_agent":
      facts.sessions += 1
      return .json(#"{"code":0,"data":{"task_id":"t","session_id":"\#(facts.sessions)"}}"#)
    case "/run_sse":
      facts.runs += 1
      return .stream([
        (.seconds(1), #"{"type":"tool_call","name":"edit_multitrack","args":{}}"#),
        (.seconds(1), #"{"type":"tool_result","name":"edit_multitrack","result":{}}"#),
        (.seconds(1), #"{"type":"text","content":"\#(said)"}"#),
      ])
    case "/api/render/proxy/lambda": return submit(body, &facts)
    case _ where path.hasPrefix("/api/upload-video/"):
      facts.uploads += 1
      return .json(Sample.uploaded)
    case _ where path.hasPrefix("/api/state/"):
      return Sample.state(facts.runs > 0 ? Sample.titled : Sample.clip)
    case _ where path.hasSuffix("/download"): return .file(movie)
    default: return poll(path, &facts)
    }
  }

  /// The id is the first member of the body, contract section 12.1.
  private static func submit(_ body: [UInt8], _ facts: inout Facts) -> ScriptedBackend.Reply {
    let text = String(decoding: body, as: UTF8.self)
    facts.renders.append(String(text.split(separator: "\"")[3]))
    return .json(#"{"success":true,"data":{"status":"pending","progress":5}}"#)
  }

  private static func poll(_ path: String, _ facts: inout Facts) -> ScriptedBackend.Reply {
    guard facts.renders.contains(String(path.split(separator: "/").last ?? "")) else {
      return .json(#"{"detail":"There is no such render."}"#, status: 404)
    }
    facts.polls += 1
    guard facts.polls > 1 else { return .json(#"{"status":"processing","progress":40}"#) }
    let output = #"{"url":"https://cdn.invalid/r.mp4","duration":10.0,"size":\#(movie.count)}"#
    return .json(#"{"status":"completed","progress":100,"output":\#(output)}"#)
  }

  private static func file(_ request: TransportRequest) -> ScriptedBackend.Reply {
    #expect(request.head.headerFields[.authorization] == nil, "promise 3: no token elsewhere")
    guard let range = request.head.headerFields[.range] else {
      return .file(movie, headers: [.contentLength: "\(movie.count)", .eTag: "\"v1\""])
    }
    let start = Int(range.dropFirst("bytes=".count).dropLast()) ?? 0
    return .file(
      Array(movie[start...]), status: 206,
      headers: [.contentRange: "bytes \(start)-\(movie.count - 1)/\(movie.count)"])
  }
}
