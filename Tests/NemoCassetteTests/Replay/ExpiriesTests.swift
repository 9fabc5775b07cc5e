import NemoTime
import Testing

@testable import NemoCassette

/// Tokens of a tape that is served to clients on today's calendar.
@Suite struct ExpiriesTests {
  private static func moved(_ body: String, byDays days: Int) -> String {
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
    tape = tape.movingExpiries(by: .seconds(days * 86_400))
    guard case .bytes(let bytes)? = tape.exchanges[0].response?.body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `the end of a token moves, in every spelling of a date, and keeps its length`() {
    #expect(
      Self.moved(
        #"{"expires_at":"2026-01-08T00:00:00Z","a":{"expires_at" : "2026-12-31T23:59:59.250Z"}}"#,
        byDays: 365)
        == #"{"expires_at":"2027-01-08T00:00:00Z","a":{"expires_at" : "2027-12-31T23:59:59.250Z"}}"#
    )
  }

  @Test(
    arguments: [
      #"{"expires_at":1767830400}"#, #"{"expires_at":"soon"}"#, #"{"expires_at":"2026-01-08T00"#,
      #"{"recorded_at":"2026-01-08T00:00:00Z"}"#, #""expires_at""#, "",
    ])
  func `what is no date at that key stays`(body: String) {
    #expect(Self.moved(body, byDays: 365) == body)
  }
}
