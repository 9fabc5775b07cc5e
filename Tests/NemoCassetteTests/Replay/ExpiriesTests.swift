import NemoTime
import Testing

@testable import NemoCassette

/// Tokens of a tape that is served to clients on today's calendar.
@Suite struct ExpiriesTests {
  private static func renewed(_ body: String, at now: String) throws -> String {
    var tape = Tape(
      header: .init(
        origin: .handwritten, backend: "https://a.test",
        recorded: .init(
          iso8601: "2026-01-01T00:00:00Z")!),
      exchanges: [
        Exchange(
          id: "one", request: .init(method: "GET", url: "https://a.test/"),
          response: .init(status: 200, body: .bytes(Array(body.utf8))), end: ExchangeEnd(.closed))
      ])
    tape = tape.renewingExpiries(at: try #require(WallTime(iso8601: now)))
    guard case .bytes(let bytes)? = tape.exchanges[0].response?.body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `an end that has passed moves, in every spelling of a date, and keeps its length`()
    throws
  {
    let body =
      #"{"expires_at":"2026-01-08T00:00:00Z","a":{"expires_at" : "2026-12-31T23:59:59.250Z"}}"#
    #expect(
      try Self.renewed(body, at: "2027-01-01T00:00:00Z")
        == #"{"expires_at":"2027-01-08T00:00:00Z","a":{"expires_at" : "2027-12-31T23:59:59.250Z"}}"#
    )
    #expect(
      try Self.renewed(body, at: "2026-02-01T00:00:00Z")
        == #"{"expires_at":"2026-02-08T00:00:00Z","a":{"expires_at" : "2026-12-31T23:59:59.250Z"}}"#
    )
  }

  @Test func `a tape whose tokens have not ended stays as it is`() throws {
    let body = #"{"expires_at":"2026-01-08T00:00:00Z"}"#
    #expect(try Self.renewed(body, at: "2026-01-07T23:59:59Z") == body)
  }

  @Test(
    arguments: [
      #"{"expires_at":1767830400}"#, #"{"expires_at":"soon"}"#, #"{"expires_at":"2026-01-08T00"#,
      #"{"recorded_at":"2026-01-08T00:00:00Z"}"#, #""expires_at""#, "",
    ])
  func `what is no date at that key stays`(body: String) throws {
    #expect(try Self.renewed(body, at: "2027-01-01T00:00:00Z") == body)
  }
}
