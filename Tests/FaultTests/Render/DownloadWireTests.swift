import LoopbackServer
import NemoHTTP
import NemoSimulator
import NemoTime
import RawSockets
import SimulatorService
import Testing

/// What faults of a rendered file look like on a socket.
@Suite(.timeLimit(.minutes(1))) struct DownloadWireTests {
  /// The size of a synthetic render.
  private static let size = 1_675
  private static let bytes = (0..<size).map { UInt8($0 % 251) }

  struct Row: Sendable, CustomTestStringConvertible {
    var fault: String
    var settings: [String: Int] = [:]
    /// The first byte that is asked for; nil for a request without a range.
    var from: Int?
    var status: String
    var headers: [String] = []
    var body: [UInt8]
    var ending = RawClient.Ending.closed

    var testDescription: String { fault }
  }

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  static let rows: [Row] = [
    Row(
      fault: "download-cut", status: "200 OK", headers: ["Content-Length: 1675"],
      body: Array(bytes.prefix(837))),
    Row(
      fault: "download-cut", from: 1_000, status: "206 Partial Content",
      headers: ["Content-Length: 675", "Content-Range: bytes 1000-1674/1675"],
      body: Array(bytes[1_000..<1_337])),
    Row(
      fault: "download-truncated", status: "200 OK", headers: ["Connection: close"],
      body: Array(bytes.prefix(837))),
    Row(
      fault: "range-ignored", from: 1_000, status: "200 OK", headers: ["Content-Length: 1675"],
      body: bytes),
    Row(
      fault: "range-wrong", from: 1_000, status: "206 Partial Content",
      headers: ["Content-Range: bytes 500-1674/1675", "Content-Length: 1175"],
      body: Array(bytes[500...])),
    Row(fault: "range-refused", from: 1_000, status: "416 Range Not Satisfiable", body: []),
    Row(
      fault: "file-changed", from: 1_000, status: "200 OK", headers: ["ETag: \"changed-"],
      body: bytes),
    Row(
      fault: "flipped-bytes", settings: ["intervalBytes": 1_000], status: "200 OK",
      headers: ["Content-Length: 1675"],
      body: bytes.enumerated().map { $0.offset == 1_000 ? ~$0.element : $0.element }),
    Row(
      fault: "download-refused", settings: ["status": 410], status: "410 Gone",
      headers: ["Content-Type: application/xml"],
      body: text("<Error><Code>AccessDenied</Code></Error>")),
    Row(
      fault: "download-expired", status: "403 Forbidden",
      headers: ["Content-Type: application/xml"],
      body: text(
        "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>")),
    Row(
      fault: "html-as-video", status: "200 OK", headers: ["Content-Type: video/mp4"],
      body: text("<html><body>Please try again later.</body></html>")),
    Row(
      fault: "empty-file", status: "200 OK",
      headers: ["Content-Type: video/mp4", "Content-Length: 0"], body: []),
  ]

  @Test(arguments: rows)
  func `each fault of a file comes and ends as it says`(_ row: Row) async throws {
    let (bytes, ending) = try await fetch(row) { try await $0.receiveBytes() }
    let marks = try #require(bytes.firstRange(of: Self.text("\r\n\r\n")))
    let head = String(decoding: bytes[..<marks.lowerBound], as: UTF8.self)
    #expect(head.hasPrefix("HTTP/1.1 \(row.status)\r\n"))
    for header in row.headers { #expect(head.contains("\r\n\(header)")) }
    #expect(head.contains("Content-Length") == (row.fault != "download-truncated"))
    #expect(Array(bytes[marks.upperBound...]) == row.body)
    #expect(ending == row.ending)
  }

  @Test func `a reset file ends in a real reset`() async throws {
    let row = Row(fault: "download-reset", status: "", body: [])
    let (_, ending) = try await fetch(row) { try await $0.receiveBytes() }
    #expect(ending == .reset)
  }

  @Test func `a stalled file stays open with a part of it sent`() async throws {
    let row = Row(fault: "download-stall", status: "", body: [])
    let (text, ending) = try await fetch(row) { client in
      (
        // Byte 836 is the last of the first half: 836 modulo 251 is an S.
        try await client.receive(until: "QRS"),
        try await client.ending(withinMilliseconds: 100)
      )
    }
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(ending == .stillOpen)
  }

  // MARK: A file by hand

  private func fetch<Result: Sendable>(
    _ row: Row, _ body: (RawClient) async throws -> Result
  ) async throws -> Result {
    let (saved, id) = try await FaultyBackend(faults: []).run { ready in
      let id = try await ready.exported()
      return (ready.service.saved, id)
    }
    var exported = saved
    exported.world.plan(try PlannedFault(row.fault, of: .download, settings: row.settings))
    let media = MemoryMediaStore()
    try media.keep(Self.bytes, asRender: id)
    let service = SimulatedService(
      resuming: exported, time: RealTime(), media: media, prober: MediaSniffer(),
      renderer: SyntheticRenderer())
    let range = row.from.map { "Range: bytes=\($0)-\r\n" } ?? ""
    return try await LoopbackServer.run(service) { server in
      let client = try RawClient(port: server.port)
      try client.send(
        "GET /render-result/\(id).mp4 HTTP/1.1\r\nHost: x\r\n\(range)Connection: close\r\n\r\n")
      return try await body(client)
    }
  }
}
