import NemoHTTP
import Testing

@testable import NemoCassette

/// Exchanges that did not end well.
struct HAREndTests {
  private static func end(_ response: String, time: String = "1500") throws -> (
    exchange: Exchange?, notes: [String]
  ) {
    // A second entry keeps the API known when the first is left out.
    let result = try HARFixture.read(
      HARFixture.entry(
        time: time, url: HARFixture.api + "/api/state/x", response: response, timings: "{}"),
      HARFixture.entry(at: "2026-11-20T11:00:00Z", response: HARFixture.json()))
    return (result.tape.exchanges.first { $0.id.hasPrefix("state-") }, result.notes)
  }

  /// Chrome's `_error`, Playwright's `_failureText`, Firefox's and mitmproxy's words.
  @Test(arguments: [
    ("net::ERR_CONNECTION_REFUSED", "unreachable", TransportFailure.Sent.nothing),
    ("net::ERR_NAME_NOT_RESOLVED", "unresolved", .nothing),
    ("NS_ERROR_UNKNOWN_HOST", "unresolved", .nothing),
    ("net::ERR_CERT_AUTHORITY_INVALID", "insecure", .nothing),
    ("net::ERR_CONNECTION_RESET", "reset", .possibly),
    ("NS_ERROR_NET_RESET", "reset", .possibly),
    ("net::ERR_EMPTY_RESPONSE", "no-response", .possibly),
    ("Server disconnected", "no-response", .possibly),
    ("net::ERR_TIMED_OUT", "idle", .possibly),
    ("net::ERR_CONNECTION_TIMED_OUT", "unreachable", .nothing),
    ("net::ERR_ABORTED", "cancelled", .possibly), ("NS_BINDING_ABORTED", "cancelled", .possibly),
    ("Client disconnected.", "cancelled", .possibly),
    ("Could not connect to server", "unreachable", .nothing),
    ("net::ERR_FAILED", "other", .possibly),
  ])
  func `a failure without a head`(
    words: String, code: String, sent: TransportFailure.Sent
  ) throws {
    for key in ["_error", "_failureText"] {
      let (exchange, _) = try Self.end(
        #"{"status":-1,"headers":[],"content":{},"\#(key)":"\#(words)"}"#)
      #expect(exchange?.response == nil)
      #expect(
        exchange?.end
          == ExchangeEnd(.init(rawValue: code), sent: sent, detail: words, at: .milliseconds(1_500))
      )
    }
  }

  @Test(arguments: [
    ("net::ERR_INCOMPLETE_CHUNKED_ENCODING", "short"),
    ("net::ERR_CONTENT_LENGTH_MISMATCH", "short"),
    ("net::ERR_CONNECTION_CLOSED", "short"), ("net::ERR_FAILED", "short"),
    ("net::ERR_CONNECTION_RESET", "reset"), ("net::ERR_ABORTED", "cancelled"),
    ("net::ERR_CONTENT_DECODING_FAILED", "undecodable"),
  ])
  func `a failure after a head keeps what came`(words: String, code: String) throws {
    let (exchange, _) = try Self.end(
      #"{"status":200,"headers":[],"content":{"text":"half"},"_error":"\#(words)"}"#)
    #expect(exchange?.response?.text == "half")
    #expect(exchange?.end.kind.rawValue == code)
    #expect(exchange?.end.sent == .complete)
  }

  @Test(arguments: ["0", "-1", "99", "1e9", "null"])
  func `no status and no reason is an exchange that was under way`(status: String) throws {
    let (exchange, notes) = try Self.end(
      #"{"status":\#(status),"headers":[],"content":{},"_error":null}"#, time: "-1")
    #expect(exchange?.response == nil)
    #expect(exchange?.end == ExchangeEnd(.unfinished, sent: .possibly))
    #expect(
      notes == ["Entry 1: has neither an answer nor a failure, so it is unfinished."])
  }

  @Test func `what the browser blocked was never sent`() throws {
    let (exchange, notes) = try Self.end(
      #"{"status":0,"headers":[],"content":{},"_error":"net::ERR_BLOCKED_BY_CLIENT"}"#)
    #expect(exchange == nil)
    #expect(
      notes == [
        "Entry 1: left out, because the browser blocked the request before it was sent."
      ])
  }

  /// Negative phases are unknown ones; Playwright counts `ssl` twice, mitmproxy beside `connect`.
  @Test(arguments: [
    ("10", #"{"send":0,"wait":-1,"receive":-1}"#, 0, 10_000),
    (
      "-1", #"{"blocked":-0.5,"dns":1,"connect":2,"ssl":1,"send":0,"wait":3.5,"receive":1}"#, 6_500,
      7_500
    ),
    ("9.5", #"{"connect":2,"ssl":1,"send":0.5,"wait":4,"receive":2}"#, 7_500, 9_500),
    ("\"12\"", #"{"receive":20}"#, 0, 12_000), ("1e300", "{}", 0, 2_678_400_000_000),
    ("null", "null", 0, 0),
  ])
  func `times are milliseconds with fractions`(
    time: String, timings: String, head: Int, end: Int
  ) throws {
    let text = Array(
      HARFixture.entry(time: time, response: "{}", timings: timings).utf8)
    let entry = try #require(
      HAREntry(text, text.indices))
    let times = HARTimes(entry)
    #expect(times.head == .microseconds(head))
    #expect(times.end == .microseconds(end))
  }
}
