/// Something that the simulator holds to be true of the backend, and why.
public struct Fact: Sendable, Hashable {
  /// How well it is known.
  public enum Provenance: String, Sendable, Hashable, CaseIterable {
    /// Seen on the wire of a server of that kind; a cassette has it.
    case observed
    /// Written down by the vendor, or by the document that this project began with.
    case documented
    /// Follows from several documented facts.
    case inferred
    /// Nobody has said so; it is the simplest thing that fits.
    case assumed
  }

  /// The endpoint or subject.
  public var subject: String
  public var statement: String
  public var provenance: Provenance
  /// The section of the contract that it comes from, or that leaves it open; `adk-wire` for the
  /// notes on ADK servers.
  public var section: String

  /// Where to look it up, in words.
  public var source: String {
    section == "adk-wire" ? "adk-wire.md" : "contract section \(section)"
  }

  /// All of them, by subject.
  public static let all: [Fact] = [
    Fact("sign-in", "X-Client-Id is required and has 64 characters at most", .documented, "2"),
    Fact("sign-in", "a token is nmv_usr_ and 43 URL-safe characters", .inferred, "3.1"),
    Fact("sign-in", "tokens and the window of a client id last 7 days", .documented, "3.2"),
    Fact("sign-in", "ten sign-ins for each address in 7 days", .documented, "3.3"),
    Fact("sign-in", "a second sign-in inside the window is 429", .inferred, "3.3"),
    Fact("sign-in", "429 carries Retry-After, in seconds", .assumed, "21.1"),
    Fact("sign-in", "a client that returns keeps its account and sessions", .assumed, "21.1"),
    Fact("sign-in", "new credits once in 7 days, however often one signs in", .assumed, "3.3"),
    Fact(
      "sign-in", "an anonymous token cannot export; the attribution headers lift that", .inferred,
      "3.4"),
    Fact("errors", "400, 402 and 429 are HTTP statuses and body codes", .inferred, "6.3"),
    Fact("errors", "1001, 1002, 2001, 4001 and 4002 come in an HTTP 200", .assumed, "6.3"),
    Fact("errors", "the sentence is in message", .assumed, "6.1"),
    Fact("errors", "a malformed body is 422", .assumed, "6.3"),
    Fact("errors", "another user's id in a path is 403", .assumed, "19 row 9"),
    Fact("errors", "in FastAPI's form, 2001 keeps its code inside of detail", .assumed, "6.3"),
    Fact("credits", "an anonymous account has 100", .documented, "4"),
    Fact("credits", "about 100 for a clip, 50 for a session's editing", .documented, "4"),
    Fact("credits", "an export is free", .documented, "4"),
    Fact("credits", "frozen while a run works, settled at its end", .assumed, "4"),
    Fact("credits", "an edit that changes nothing is free", .assumed, "4"),
    Fact("credits", "a run that fails costs nothing", .assumed, "4"),
    Fact("credits", "by the small prices, 1 for each begun 15 s, at most 5", .assumed, "19 row 29"),
    Fact("session", "ids are decimal strings of 19 digits", .documented, "3.1"),
    Fact("session", "another's session is 1002, as an unknown one", .assumed, "6.2"),
    Fact("message", "typed frames: text, tool_call, tool_result, heartbeat", .documented, "7.3"),
    Fact("message", "the stream ends by closing; there is no last event", .documented, "7.2"),
    Fact("message", "heartbeats are typed frames or empty data lines", .documented, "7.3"),
    Fact("message", "a heartbeat every 10 seconds", .assumed, "16.2"),
    Fact("message", "about 30 percent of edits end without text", .documented, "7.6"),
    Fact("message", "a run goes on when its client leaves", .inferred, "19 row 23"),
    Fact("message", "a message during a run waits for it and is billed again", .assumed, "8"),
    Fact("message", "text 5-15 s, edits 10-30 s, generation 100-300 s", .documented, "16.3"),
    Fact("message", "a generation adds music and a title by itself", .documented, "8"),
    Fact("message", "a \"temporary issue\" may follow good output", .documented, "7.6"),
    Fact("adk", "frames are data lines of JSON in camelCase, without nulls", .observed, "adk-wire"),
    Fact("adk", "no heartbeat, no event names, no last frame", .observed, "adk-wire"),
    Fact(
      "adk", "fragments are partial; the whole repeats them under their id", .observed, "adk-wire"),
    Fact("adk", "fragments only come when the message has streaming", .observed, "adk-wire"),
    Fact("adk", "content and an artifact are two frames with one id", .observed, "adk-wire"),
    Fact("adk", "a failure is an event with errorCode, then a bare error", .observed, "adk-wire"),
    Fact(
      "adk", "an unknown session is 404 and a missing key 422, in detail", .observed, "adk-wire"),
    Fact("adk", "keys of a message in snake_case or camelCase", .documented, "adk-wire"),
    Fact(
      "adk", "up to 1.22 an error is not escaped, to 1.33 it has no details", .documented,
      "adk-wire"),
    Fact("adk", "2.13 aborts a run whose client leaves", .documented, "adk-wire"),
    Fact("adk", "the Go server's event: error carries {\"error\": …}", .assumed, "adk-wire"),
    Fact("adk", "fragments of 24 characters, all at the time of the whole", .assumed, "adk-wire"),
    Fact("adk", "a generated clip is an artifact", .assumed, "adk-wire"),
    Fact("state", "the draft is an empty object before the first edit", .documented, "9"),
    Fact("state", "video_infos holds the upload's file objects", .assumed, "9"),
    Fact("draft", "t, tt (0, 1, 7), sg, d in milliseconds, m", .documented, "10.1"),
    Fact("draft", "all other keys, and tt 9 for click highlights", .assumed, "10.3"),
    Fact("draft", "a path of a file ends with its digest and its name", .assumed, "10.1"),
    Fact("draft", "a start that is left out is the end of the one before", .assumed, "10.3"),
    Fact("upload", "field files, or urls with source_type url", .documented, "11"),
    Fact("upload", "durations are seconds", .documented, "11"),
    Fact("upload", "500 MB, of 2^20 bytes each", .assumed, "17"),
    Fact("upload", "one refused file refuses the whole request", .assumed, "11"),
    Fact("upload", "an answer with one url names the first file", .assumed, "19 row 25"),
    Fact("render", "without the three attribution headers, 402", .documented, "2"),
    Fact("render", "pending, processing, completed, failed", .documented, "12.2"),
    Fact("render", "a submit is answered nested, whatever the poll is", .documented, "12.1"),
    Fact("render", "a poll's body is flat: status, output.url", .documented, "12.2"),
    Fact("render", "20 to 40 seconds, mostly about 27", .inferred, "16.3"),
    Fact("render", "a pending one can be cancelled, and says cancelled then", .assumed, "12.4"),
    Fact("render", "to cancel one that is no longer pending is 409", .assumed, "12.4"),
    Fact("render", "a used id is an error, 409", .assumed, "12.4"),
    Fact("render", "the file needs no token and takes ranges", .inferred, "12.4"),
  ]

  private init(
    _ subject: String, _ statement: String, _ provenance: Provenance, _ section: String
  ) {
    self.subject = subject
    self.statement = statement
    self.provenance = provenance
    self.section = section
  }
}
