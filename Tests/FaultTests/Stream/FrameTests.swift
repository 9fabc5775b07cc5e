import HTTPTypes
import NemoSimulator
import Testing

/// What each fault of a stream makes of the same five frames: a call and its result, twice, and a
/// text.
@Suite struct FrameTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var fault: String
    var settings: [String: Int] = [:]
    var chunks: [String]
    var end = StreamEnd.closed
    /// What is left of 100 credits: an edit costs 50, and a run that fails nothing.
    var credits = 50

    var testDescription: String { "\(fault) \(settings)" }
  }

  private static let call =
    #"{"type":"tool_call","name":"edit_multitrack","args":{"operation":"start_draft"}}"#
  private static let result =
    #"{"type":"tool_result","name":"edit_multitrack","result":{"status":"ok","segments":1}}"#
  private static let trim =
    #"{"type":"tool_call","name":"edit_multitrack","args":{"operation":"trim"}}"#
  private static let text = """
    {"type":"text","content":"Trimmed from 12s to 10s. Your clip is ready. Click Export in the top \
    right corner, or open the timeline panel to preview it."}
    """
  private static let trouble = #"{"type":"text","content":"I encountered a temporary issue"}"#
  private static let whole = [call, result, trim, result, text]

  private static func data(_ json: [String]) -> [String] { json.map { "data: \($0)\n\n" } }

  private static func fragments(_ contents: [String]) -> [String] {
    contents.map { #"data: {"type":"text","content":"\#($0)","partial":true}"# + "\n\n" }
  }

  private static let half = "data: {\"type\":\"tool_result\",\"name\":\"edit_multi"

  private static let endings: [Row] = [
    Row(fault: "silent-close", chunks: []),
    Row(fault: "cut-between-frames", chunks: data([call]), end: .short),
    Row(fault: "cut-between-frames", settings: ["afterEvents": 0], chunks: [], end: .short),
    Row(
      fault: "cut-between-frames", settings: ["afterEvents": 9], chunks: data(whole), end: .short),
    Row(fault: "cut-inside-frame", chunks: data([call]) + [half], end: .short),
    Row(fault: "close-delimited-cut", chunks: data([call]) + [half]),
    Row(fault: "stream-reset", chunks: data([call]), end: .reset),
    Row(fault: "bad-chunk-size", chunks: data([call]), end: .garbled),
    Row(fault: "stream-stall", chunks: data([call]), end: .stall),
    Row(fault: "never-closes", chunks: data(whole), end: .stall),
    Row(
      fault: "heartbeats-only", settings: ["seconds": 30],
      chunks: data([call]) + [
        "data: {\"type\":\"heartbeat\"}\n\n", "data:\n\n", "data: {\"type\":\"heartbeat\"}\n\n",
      ]),
    Row(fault: "overlong-stream", settings: ["seconds": 120], chunks: data([call, call, call])),
    Row(fault: "late-first-byte", chunks: data(whole)),
  ]

  private static let pieces: [Row] = [
    Row(fault: "buffered-stream", chunks: [data(whole).joined()]),
    Row(
      fault: "split-at-every-byte",
      chunks: data(whole).joined().unicodeScalars.map { String($0) }),
    Row(fault: "no-last-blank-line", chunks: data(whole.dropLast()) + ["data: " + text]),
    Row(fault: "byte-order-mark", chunks: ["\u{feff}" + data([call])[0]] + data(whole).dropFirst()),
    Row(fault: "cr-line-ends", chunks: whole.map { "data: \($0)\r\r" }),
    Row(fault: "crlf-line-ends", chunks: whole.map { "data: \($0)\r\n\r\n" }),
    Row(fault: "no-space-after-colon", chunks: whole.map { "data:\($0)\n\n" }),
  ]

  private static let events: [Row] = [
    Row(
      fault: "id-and-retry-only",
      chunks: data(whole).flatMap { ["id: 7\n\n", "retry: 1000\n\n", $0] }),
    Row(
      fault: "unknown-events",
      chunks: data(whole).flatMap {
        [
          "event: metrics\ndata: {\"type\":\"metrics\",\"tokens\":42}\n\n",
          "data: {\"type\":\"suggestion\",\"content\":\"Not for the user.\"}\n\n",
          "data: {\"actions\":{\"stateDelta\":{\"step\":2}}}\n\n",
          "data: {\"x-trace\":\"7f\"}\n\n", $0,
        ]
      }),
    Row(
      fault: "broken-json",
      chunks: data(
        whole.dropLast() + [
          #"{"type":"text","content":"Trimmed from 12s to 10s. Your clip is ready. Click"#
        ])),
    Row(
      fault: "partial-then-whole",
      chunks: data(whole.dropLast())
        + fragments(
          [
            "Trimmed from 12s to 10s.", " Your clip is ready. Cli", "ck Export in the top rig",
            "ht corner, or open the t", "imeline panel to preview", " it.",
          ]) + data([text])),
    Row(fault: "duplicate-frames", chunks: data(whole.flatMap { [$0, $0] })),
    Row(fault: "reordered-frames", chunks: data([call, trim, result, text, result])),
    Row(fault: "results-without-calls", chunks: data([result, result, text])),
    Row(fault: "calls-without-results", chunks: data([call, trim, text])),
    Row(fault: "trailing-trouble", chunks: data(whole + [trouble])),
    Row(fault: "only-trouble", chunks: data(whole.dropLast() + [trouble])),
  ]

  private static let errors: [Row] = [
    Row(
      fault: "error-bare", chunks: data([call, #"{"error":"the \"agent\" broke"}"#]), credits: 100),
    Row(
      fault: "error-unescaped", chunks: data([call, #"{"error": "the "agent" broke"}"#]),
      credits: 100),
    Row(
      fault: "error-broken-line",
      chunks: data([call]) + ["data: {\"error\": \"the agent broke\nat line 7\"}\n\n"],
      credits: 100),
    Row(
      fault: "error-named",
      chunks: data([call]) + ["event: error\ndata: {\"error\":\"the \\\"agent\\\" broke\"}\n\n"],
      credits: 100),
    Row(
      fault: "error-text",
      chunks: data([call, #"{"type":"text","content":"Error: the \"agent\" broke"}"#]),
      credits: 100),
    Row(
      fault: "error-envelope", settings: ["code": 2_001],
      chunks: data([call, #"{"code":2001,"message":"The agent broke."}"#]), credits: 100),
    // At the end of all the work: it is done, and yet it costs nothing.
    Row(
      fault: "error-bare", settings: ["afterEvents": 9],
      chunks: data(whole + [#"{"error":"the \"agent\" broke"}"#]), credits: 100),
  ]

  @Test(arguments: endings + pieces + events + errors)
  func `the frames of a stream with a fault`(_ row: Row) throws {
    var probe = try MessageProbe(PlannedFault(row.fault, of: .message, settings: row.settings))
    let answer = try probe.answer()
    #expect(answer.plan.status == 200)
    #expect(answer.chunks == row.chunks)
    #expect(answer.end == row.end)
    #expect(answer.seconds == answer.seconds.sorted())
    let credits = try probe.creditsAtTheEnd()
    #expect(credits == row.credits)
    #expect(probe.world.checkInvariants() == [])
  }

  @Test func `every fault of a stream is in a table here or in a test`() {
    let rows = (Self.endings + Self.pieces + Self.events + Self.errors).map(\.fault)
    let tests = [
      "multi-line-data", "long-line", "error-detailed", "error-event", "json-body", "json-refusal",
      "mislabelled-refusal",
    ]
    let faults = Fault.all.filter { $0.family == .stream }.map(\.name)
    #expect(Set(faults).subtracting(rows + tests).sorted() == [])
  }

  @Test func `JSON on several data lines`() throws {
    var probe = try MessageProbe(PlannedFault("multi-line-data"))
    let chunks = try probe.answer().chunks
    #expect(chunks.count == 5)
    #expect(
      chunks.first == """
        data: {
        data: "type":"tool_call",
        data: "name":"edit_multitrack",
        data: "args":{"operation":"start_draft"}
        data: }


        """)
  }

  @Test func `a line of ten million bytes`() throws {
    var probe = try MessageProbe(PlannedFault("long-line"))
    let last = try #require(try probe.answer().chunks.last).utf8
    #expect(last.count == 10_000_000 + Self.text.utf8.count + 8 + #","padding":"""#.utf8.count)
    #expect(last.count { $0 == UInt8(ascii: "\n") } == 2)
  }

  @Test(arguments: [("error-detailed", 3), ("error-event", 2)])
  func `an event with an error code, and what may follow`(_ name: String, _ count: Int) throws {
    var probe = try MessageProbe(PlannedFault(name))
    let chunks = try probe.answer().chunks
    #expect(chunks.count == count)
    #expect(
      chunks[1].hasPrefix(
        #"data: {"errorCode":"RuntimeError","errorMessage":"the \"agent\" broke","invocationId":"#))
    guard count == 3 else { return }
    #expect(
      chunks[2] == """
        data: {"error": "RuntimeError: the \\"agent\\" broke", "error_details": {"error_type": \
        "RuntimeError", "error_message": "the \\"agent\\" broke", "timestamp": 1900000001.0}}


        """)
  }

  @Test(arguments: [
    ("json-body", "application/json", #"{"code":0,"data":{}}"#, 1),
    (
      "json-refusal", "application/json",
      #"{"code":2001,"message":"A fault of this world refuses this message."}"#, 0
    ),
    (
      "mislabelled-refusal", "text/event-stream; charset=utf-8",
      #"{"code":2001,"message":"A fault of this world refuses this message."}"#, 0
    ),
  ])
  func `JSON in place of a stream`(
    _ name: String, _ type: String, _ body: String, _ runs: Int
  ) throws {
    var probe = try MessageProbe(PlannedFault(name))
    let answer = try probe.answer()
    #expect(answer.plan.status == 200)
    #expect(answer.plan.headers[.contentType] == type)
    guard case .bytes(let bytes) = answer.plan.body else {
      Issue.record("the body is no bytes")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self) == body)
    #expect(probe.world.acceptedRuns() == runs)
  }
}
