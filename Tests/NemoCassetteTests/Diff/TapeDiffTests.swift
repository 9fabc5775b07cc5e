import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

@Suite struct TapeDiffTests {
  private typealias Shown = ShownTapes

  private func diff(_ one: [Exchange], _ other: [Exchange], timing: Bool = false) -> TapeDiff {
    TapeDiff(Shown.tape(one), Shown.tape(other), timing: timing)
  }

  @Test func `a tape is the same as itself`() {
    let tape = Shown.tape([Shown.exchange("a-1", "/a"), Shown.stream("run-1", ["{}"])])
    #expect(TapeDiff(tape, tape, timing: true).isSame)
    #expect(TapeDiff(tape, tape).sameCount == 2)
  }

  @Test func `added and gone exchanges are told in their places`() {
    let result = diff(
      [Shown.exchange("a-1", "/a"), Shown.exchange("b-1", "/b"), Shown.exchange("d-1", "/d")],
      [Shown.exchange("a-1", "/a"), Shown.exchange("c-1", "/c"), Shown.exchange("d-1", "/d")])
    #expect(result.exchanges.map { "\($0.kind) \($0.id)" } == ["added c-1", "gone b-1"])
    #expect(result.sameCount == 2)
  }

  @Test func `of four polls the fourth is added`() {
    let polls = (1...4).map { Shown.exchange("poll-\($0)", "/poll", answer: #"{"n":\#($0)}"#) }
    let result = diff(Array(polls.prefix(3)), polls)
    #expect(result.exchanges.map { "\($0.kind) \($0.id)" } == ["added poll-4"])
  }

  @Test func `another message to the same endpoint is a change of the request`() {
    let result = diff(
      [Shown.stream("run-1", [], message: "crop")], [Shown.stream("run-1", [], message: "trim")])
    #expect(
      result.exchanges.map(\.changes) == [[Change("request.body.text", #""crop""#, #""trim""#)]])
  }

  @Test func `JSON is told by its paths`() {
    let result = diff(
      [
        Shown.exchange(
          "a-1", "/a", answer: #"{"code":0,"data":{"t":[{"id":1},{"id":2},{"id":3}],"old":null}}"#)
      ],
      [
        Shown.exchange(
          "a-1", "/a",
          answer:
            #"{"data":{"new key":"x","t":[{"id":1},{"id":9,"d":[]},{"id":2},{"id":3}]},"code":1}"#)
      ])
    #expect(
      result.exchanges.map(\.changes) == [
        [
          Change("body.data.old", "null", nil), Change(#"body.data["new key"]"#, nil, #""x""#),
          Change("body.data.t[1]", nil, #"{"id": 9, "d": []}"#), Change("body.code", "0", "1"),
        ]
      ])
  }

  @Test func `status, headers and end are told`() {
    var other = Shown.exchange("a-1", "/a", status: 402, end: .reset)
    other.response?.headers += [
      HeaderPair("Retry-After", "30"), HeaderPair("Content-Length", "10"),
    ]
    let result = diff([Shown.exchange("a-1", "/a")], [other])
    #expect(
      result.exchanges.map(\.changes) == [
        [
          Change("status", "200", "402"), Change("header retry-after", nil, "30"),
          Change("end", "closed", "reset"),
        ]
      ])
  }

  @Test func `a Content-Length that no longer fits the body says so`() {
    func exchange(_ answer: String) -> Exchange {
      var exchange = Shown.exchange("a-1", "/a", answer: answer)
      exchange.response?.headers.append(HeaderPair("content-length", "10"))
      return exchange
    }
    let result = diff([exchange(#"{"code":0}"#)], [exchange(#"{"code":10}"#)])
    #expect(
      result.exchanges.map(\.changes) == [
        [
          Change("header content-length", "10", "10, but the body has 11 bytes"),
          Change("body.code", "0", "10"),
        ]
      ])
    let both = diff([exchange("{}")], [exchange("[]")])
    #expect(both.exchanges.map(\.changes) == [[Change("body", "{}", "[]")]])
  }

  @Test func `another order of events is told as grammar, and the text apart`() {
    let call = #"{"type":"tool_call","name":"crop"}"#
    let result = #"{"type":"tool_result","name":"crop"}"#
    func text(_ text: String) -> String { #"{"type":"text","content":"\#(text)"}"# }
    let changed = diff(
      [Shown.stream("run-1", [call, result, call, result, text("Cropped.")])],
      [Shown.stream("run-1", [call, "{\"type\":\"heartbeat\"}", "", result, text("Done.")])])
    #expect(
      changed.exchanges.map(\.changes) == [
        [
          Change("events", "(tool_call tool_result) ×2 text", "tool_call tool_result text"),
          Change("text", "Cropped.", "Done."),
        ]
      ])
  }

  @Test func `with the same events their JSON is compared`() {
    let changed = diff(
      [Shown.stream("run-1", [#"{"type":"tool_call","args":{"x":1}}"#])],
      [Shown.stream("run-1", ["heartbeat", #"{"type":"tool_call","args":{"x":2}}"#])])
    #expect(changed.exchanges.map(\.changes) == [[Change("events[0].args.x", "1", "2")]])
  }

  @Test func `timing counts only when asked for`() {
    let one = Shown.exchange("a-1", "/a", took: .seconds(1))
    let other = Shown.exchange("a-1", "/a", at: .milliseconds(1), took: .seconds(2))
    #expect(diff([one], [other]).isSame)
    #expect(
      diff([one], [other], timing: true).exchanges.map(\.changes) == [
        [Change("timing.at", "0.0 s", "0.001 s"), Change("timing.end", "1.0 s", "2.0 s")]
      ])
  }

  @Test func `the address of the backend does not count, wherever it stands`() {
    let addresses = ["http://127.0.0.1:8787", "http://127.0.0.1:40000"]
    let tapes = addresses.map { address in
      Shown.tape(
        [
          Shown.exchange(
            "a-1", "/a", answer: #"{"url":"\#(address)/media/1"}"#, backend: address)
        ], backend: address)
    }
    #expect(TapeDiff(tapes[0], tapes[1]).isSame)
  }

  @Test func `an exchange at another place is told once`() {
    let names = ["a", "b", "c", "d"]
    let exchanges = names.map { Shown.exchange("\($0)-1", "/\($0)") }
    let result = diff(exchanges, [exchanges[3]] + exchanges[0...2])
    #expect(result.exchanges.map(\.id) == ["d-1"])
    #expect(result.exchanges.first?.changes.map(\.path) == ["order"])
  }

  @Test func `a body in a file is compared by its digest`() {
    var one = Shown.exchange("a-1", "/a")
    var other = one
    one.response?.body = .omitted(sha256: "aa", sizeBytes: 5_000_000)
    other.response?.body = .stored(StoredBlob(path: "x", sha256: "aa", sizeBytes: 5_000_000))
    #expect(diff([one], [other]).isSame)
    other.response?.body = .omitted(sha256: "bb", sizeBytes: 5_000_000)
    #expect(diff([one], [other]).exchanges.first?.changes.map(\.path) == ["body"])
  }

  @Test func `one exchange less among thousands is one change`() {
    let exchanges = (0..<2_000).map { Shown.exchange("a-\($0)", "/a/\($0 % 100)") }
    var changed = exchanges
    changed.remove(at: 1_000)
    let result = diff(exchanges, changed)
    #expect(result.exchanges.filter { $0.kind == .gone }.count == 1)
    #expect(result.sameCount == 1_999)
  }

  @Test(arguments: [80, 200])
  func `the page fits the terminal`(width: Int) {
    let long = String(repeating: "一二三", count: 80)
    let result = diff(
      [Shown.exchange("a-1", "/a", answer: #"{"t":"\#(long)1","gone":"\#(long)"}"#)],
      [Shown.exchange("a-1", "/a", answer: #"{"t":"\#(long)2"}"#)])
    let lines = DiffPage(result, old: "one", new: "other").lines(width: width)
    #expect(lines.allSatisfy { TextColumns.width($0.text) <= width })
    #expect(lines.contains { $0.text.hasSuffix("二三2\"") })
    #expect(lines.last?.text == "1 exchange: 1 changed")
  }

  @Test func `the page and the document of a small difference`() {
    let result = diff(
      [Shown.exchange("a-1", "/a"), Shown.exchange("b-1", "/b")],
      [Shown.exchange("a-1", "/a", status: 500), Shown.exchange("c-1", "/c")])
    let page = DiffPage(result, old: "one", new: "other")
    #expect(
      page.lines(width: 80).map(\.text) == [
        "--- one", "+++ other", "~ a-1  GET /a", "    status  200 → 500", "+ c-1  GET /c",
        "- b-1  GET /b", "3 exchanges: 1 added, 1 gone, 1 changed",
      ])
    #expect(
      page.json == #"{"same":false,"header":[],"exchanges":[{"kind":"changed","id":"a-1","#
        + #""request":"GET /a","changes":[{"path":"status","old":"200","new":"500"}]},"#
        + #"{"kind":"added","id":"c-1","request":"GET /c","changes":[]},"#
        + #"{"kind":"gone","id":"b-1","request":"GET /b","changes":[]}],"unchanged":0}"#)
  }
}
