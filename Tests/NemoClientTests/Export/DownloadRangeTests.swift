import HTTPTypes
import Testing

@testable import NemoClient

@Suite struct DownloadRangeTests {
  private func head(_ status: Int, _ headers: HTTPFields) -> HTTPResponse {
    HTTPResponse(status: .init(code: status), headerFields: headers)
  }

  // RFC 9110 section 14.4.
  @Test(
    arguments: [
      ("bytes 400-999/1000", 400, 1_000), ("BYTES 0-0/*", 0, nil),
    ] as [(String, Int, Int?)])
  func `a content range has a start and perhaps a total`(text: String, start: Int, total: Int?)
    throws
  {
    let range = try #require(ContentRange(text))
    #expect(range.start == start)
    #expect(range.total == total)
  }

  @Test(arguments: ["", "bytes", "bytes */1000", "items 1-2/3", "bytes x-2/3", "bytes 1-2"])
  func `anything else is none`(text: String) {
    #expect(ContentRange(text) == nil)
  }

  @Test func `a weak tag does not identify bytes`() {
    var range = DownloadRange()
    let start = range.receive(head(200, [.eTag: "W/\"1\""]), length: 9, offsetBytes: 0)
    #expect(start == .over)
    #expect(range.totalBytes == 9)
    #expect(range.headers(offsetBytes: 4)[.range] == nil)
  }

  @Test func `a part that begins elsewhere or is of another file is useless`() {
    var range = DownloadRange()
    _ = range.receive(head(200, [.eTag: "\"1\""]), length: 9, offsetBytes: 0)
    #expect(range.headers(offsetBytes: 4)[.range] == "bytes=4-")
    let elsewhere = head(206, [.contentRange: "bytes 5-8/9", .eTag: "\"1\""])
    #expect(range.receive(elsewhere, length: 4, offsetBytes: 4) == .useless)
    let other = head(206, [.contentRange: "bytes 4-8/9", .eTag: "\"2\""])
    #expect(range.receive(other, length: 5, offsetBytes: 4) == .useless)
    let right = head(206, [.contentRange: "bytes 4-8/9", .eTag: "\"1\""])
    #expect(range.receive(right, length: 5, offsetBytes: 4) == .append)
  }
}
