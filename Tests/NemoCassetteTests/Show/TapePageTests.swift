import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

@Suite struct TapePageTests {
  private static let tape = ShownTapes.tape([
    ShownTapes.exchange("session-1", "POST", "/api/session", body: #"{"name":"项目"}"#),
    Exchange(
      id: "run_sse-1",
      request: .init(method: "POST", url: backend + "/run_sse", at: .seconds(10)),
      response: .init(
        status: 200, headers: [HeaderPair("Content-Type", "text/event-stream")],
        body: .bytes(Array("data: {\"type\":\"heartbeat\"}\n\ndata: 剪好了\n\n".utf8)),
        cuts: [
          .init(length: 4, at: .seconds(1)), .init(length: 30, at: .seconds(2)),
          .init(length: 11, at: .seconds(30)),
        ]),
      end: ExchangeEnd(.reset, at: .seconds(30))),
  ])

  private func text(_ lines: [ShownLine]) -> String {
    lines.map(\.text).joined(separator: "\n")
  }

  @Test func `the waterfall shows each exchange where it was in time`() {
    let page = TapePage(Self.tape, name: "tour").overview(width: 80)
    #expect(
      text(page) == """
        tour  recorded from the simulator · 2026-11-23 10:00 UTC · 2 exchanges in 40.0 s
        https://backend.invalid

        ID        0           40.0 s    TIME REQUEST                  BYTES CHUNKS END
        session-1 ▪                     0 ms POST /api/session 200     10 B      1
        run_sse-1     ━━━━━━━━━━━━━━  30.0 s POST /run_sse     200     45 B      3 reset
        """)
  }

  @Test(arguments: [40, 60, 80, 120, 200])
  func `no line of the waterfall is wider than the terminal`(width: Int) {
    var tape = Self.tape
    tape.exchanges[0].id = "一个很长的名字一个很长的名字一个很长的名字"
    tape.exchanges[0].request.url += "/" + String(repeating: "路径", count: 90)
    for line in Waterfall(tape, width: width).lines + Waterfall(Self.tape, width: width).lines {
      #expect(TextColumns.width(line.text) <= width)
    }
  }

  @Test func `on a narrow terminal the least important columns go`() {
    #expect(
      text(Waterfall(Self.tape, width: 60).lines) == """
        ID        0       40.0 s    TIME REQUEST               END
        session-1 ▪                 0 ms POST /api/session 200
        run_sse-1    ━━━━━━━━━━━  30.0 s POST /run_sse     200 reset
        """)
    #expect(
      text(Waterfall(Self.tape, width: 40).lines) == """
        ID        REQUEST               END
        session-1 POST /api/session 200
        run_sse-1 POST /run_sse     200 reset
        """)
  }

  @Test func `a note is wrapped between its words`() {
    var tape = Self.tape
    tape.header.note = "One file is uploaded, edited by two messages and exported 并且导出成片"
    let lines = TapePage(tape, name: "tour").overview(width: 40).map(\.text)
    #expect(
      lines.dropFirst(4).prefix(2) == [
        "One file is uploaded, edited by two", "messages and exported 并且导出成片",
      ])
  }

  @Test func `an exchange in full has its events with the time of their last byte`() throws {
    let lines = try TapePage(Self.tape, name: "tour").details(["run_sse-1"], width: 60)
    #expect(
      text(lines) == """
        ── run_sse-1 ───────────────────────────────────────────────
        POST /run_sse  at 10.0 s
        200  after 0 ms, 45 B in 3 chunks
          Content-Type: text/event-stream
           +2.0 s data: {"type":"heartbeat"}
          +30.0 s data: 剪好了
        reset  after 30.0 s

        """)
  }

  @Test func `the plain page says nothing of time`() {
    let lines = TapePage(Self.tape, name: "tour").plain()
    #expect(
      text(lines) == """
        origin: simulator
        backend: https://backend.invalid

        session-1
        POST /api/session
          {"name": "项目"}
        200
          Content-Type: application/json
          {"code": 0}
        closed

        run_sse-1
        POST /run_sse
        200
          Content-Type: text/event-stream
          data: {"type":"heartbeat"}
          data: 剪好了
        reset
        """)
  }

  @Test func `an unknown exchange is an error that names the near ones`() {
    let error = #expect(throws: CassetteError.self) {
      try TapePage(Self.tape, name: "tour").details(["run_see-1"], width: 80)
    }
    #expect(error?.code == .notFound)
    #expect(error?.sentence == "tour has no exchange run_see-1. Did you mean run_sse-1?")
  }

  @Test func `what a tape holds can't steer the terminal`() throws {
    var tape = Self.tape
    tape.exchanges[0].response?.body = .bytes(Array("a\u{1b}[31mb\u{9b}2J\rc".utf8))
    tape.exchanges[0].request.url += "/\u{1b}]0;x\u{7}"
    let page = TapePage(tape, name: "tour")
    let lines = try page.overview(width: 80) + page.details(width: 80) + page.plain()
    let controls = lines.flatMap { $0.text.unicodeScalars }.filter {
      $0.properties.generalCategory == .control
    }
    #expect(controls.isEmpty)
  }

  @Test func `JSON is laid out for the width, and keeps every spelling`() {
    let json = Array(#"{"a":[1.10,{"b":"\u00e9"}],"c":{},"long":"0123456789012345"}"#.utf8)
    #expect(
      PrettyJSON.lines(json, width: 24) == [
        "{", #"  "a": ["#, "    1.10,", #"    {"b": "\u00e9"}"#, "  ],", #"  "c": {},"#,
        #"  "long": "0123456789012345""#, "}",
      ])
    #expect(PrettyJSON.lines(Array("{".utf8), width: 24) == nil)
  }

  @Test func `the JSON document holds the tape`() throws {
    let json = TapeDocument(Self.tape).json(["run_sse-1"])
    let bytes = Array(json.utf8)
    let node = try #require(JSONNode.parse(bytes))
    let exchanges = try #require(node["exchanges"]?.elements)
    #expect(node["origin"]?.text == "simulator")
    #expect(exchanges.map { $0["id"]?.text } == ["run_sse-1"])
    #expect(
      exchanges[0]["response"]?["events"]?.elements?.map { $0["e"]?.text }
        == ["data: {\"type\":\"heartbeat\"}\n\n", "data: 剪好了\n\n"])
    #expect(
      exchanges[0]["response"]?["events"]?.elements?.map { $0["at"]?.integer(in: bytes) }
        == [2_000_000, 30_000_000])
  }

  @Test func `a secret that somebody left on a tape is not shown`() throws {
    let token = "nmv_usr_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF"
    var tape = Self.tape
    tape.exchanges[0].request.headers = [
      HeaderPair("Authorization", "Bearer \(token)"), HeaderPair("Cookie", "sid=abcdefghijkl"),
    ]
    tape.exchanges[0].response?.body = .bytes(Array(#"{"token":"\#(token)"}"#.utf8))
    let page = TapePage(try tape.masked(), name: "tour")
    let shown =
      text(try page.details(width: 200)) + text(page.plain())
      + TapeDocument(try tape.masked()).json()
    #expect(!shown.contains(token))
    #expect(!shown.contains("abcdefghijkl"))
    let untouched = try Self.tape.masked()
    #expect(untouched == Self.tape)
  }
}
