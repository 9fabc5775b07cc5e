import NemoTime
import Testing

@testable import NemoCassette

/// What an archive becomes, and what it does not.
struct HARImportTests {
  @Test func `an entry becomes an exchange with its times`() throws {
    let result = try HARFixture.read(
      HARFixture.entry(
        time: "20.25", response: HARFixture.json(),
        timings:
          #"{"blocked":1.5,"dns":-1,"connect":-1,"ssl":-1,"send":0.25,"wait":13.125,"receive":5.375}"#
      ))
    #expect(result.notes == [])
    #expect(result.first?.id.hasPrefix("credits-") == true)
    #expect(
      result.tape
        == Tape(
          header: .init(
            origin: .live, backend: "https://api.example",
            recorded: WallTime(millisecondsSinceEpoch: 1_795_168_800_000)),
          exchanges: [
            Exchange(
              id: result.first?.id ?? "",
              request: .init(method: "GET", url: "https://api.example/api/credits/balance/simple"),
              response: .init(
                status: 200, headers: [HeaderPair("Content-Type", "application/json")],
                body: .bytes(Array(#"{"code":0}"#.utf8)), at: .microseconds(14_875),
                cuts: [.init(length: 10, at: .microseconds(20_250))]),
              end: ExchangeEnd(.closed, at: .microseconds(20_250)))
          ]))
  }

  @Test func `entries are put in the order of their dates, whatever the zone`() throws {
    let result = try HARFixture.read(
      HARFixture.entry(at: "2026-11-20T12:00:03+02:00", response: HARFixture.json("3")),
      HARFixture.entry(at: "2026-11-20T10:00:02.123456789Z", response: HARFixture.json("2")),
      HARFixture.entry(at: "2026-11-20T05:00:01.5-0500", response: HARFixture.json("1")))
    #expect(result.tape.exchanges.map { $0.response?.text } == ["1", "2", "3"])
    // The same request again has the same id, numbered.
    let id = try #require(result.first?.id)
    #expect(result.tape.exchanges.map { $0.id } == [id, id + ".2", id + ".3"])
    #expect(
      result.tape.exchanges.map { $0.request.at }
        == [.zero, .microseconds(623_456), .microseconds(1_500_000)])
    #expect(result.tape.header.recorded.iso8601 == "2026-11-20T10:00:01Z")
  }

  @Test func `dates that are none leave the entry where it stands`() throws {
    let result = try HARFixture.read(
      HARFixture.entry(response: HARFixture.json("1")),
      HARFixture.entry(at: "yesterday", response: HARFixture.json("2")))
    #expect(result.tape.exchanges.map { $0.response?.text } == ["1", "2"])
    #expect(result.notes == ["Entry 2: has no date, so it follows the entry before it."])
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2024-02-29T23:59:60.000001Z", 1_709_251_200_000_001),
      ("2000-03-01 00:00", 951_868_800_000_000), ("2026-11-20T10:00:00+00", 1_795_168_800_000_000),
      ("2026-11-20T10:00:00.Z", nil), ("2026-13-20T10:00:00Z", nil), ("2026-11-20", nil),
      ("1969-12-31T23:59:59Z", nil), ("9999-12-31T23:59:59.5Z", 253_402_300_799_500_000),
      ("9999-12-31T23:59:60Z", nil), ("1970-01-01T00:00:00+00:01", nil),
      ("2026-11-20T10:00:00+2", nil), ("", nil),
    ] as [(String, Int64?)])
  func `a date is read to the microsecond`(text: String, expected: Int64?) {
    #expect(HARDate.microseconds(text) == expected)
  }

  @Test func `a byte order mark at the start is passed over`() throws {
    let bytes = HARFixture.archive(HARFixture.entry(response: HARFixture.json()))
    let tape = try HARImport.tape(from: [0xef, 0xbb, 0xbf] + bytes).tape
    #expect(tape.exchanges.count == 1)
  }

  @Test(arguments: [
    "", "{}", "[]", #"{"log":{}}"#, #"{"log":{"entries":{}}}"#, #"{"log":{"entries":[{"#,
    #"{"log":{"entries":[1,"#, #"{"log":{"entries":[,]}}"#, #"{"log":{"entries":[]}}"#,
    #"{"log":{"entries":[{"a":"\"#, "\u{feff}{",
  ])
  func `what is no archive is refused`(text: String) {
    let error = #expect(throws: CassetteError.self) {
      try HARImport.tape(from: Array(text.utf8))
    }
    #expect(error?.code == .unreadable)
  }

  @Test(arguments: [
    ("", "is not valid JSON. Save the capture as HAR 1.2."),
    ("\u{feff} hello", "is not valid JSON. Save the capture as HAR 1.2."),
    (#"{"log":{"version":"1.2"#, "is not valid JSON: it is cut short. Save the capture again."),
    (
      #"{"log":{"entries":[{"a":1},"#, "is not valid JSON: it is cut short. Save the capture again."
    ),
    (#"{"log":{}}"#, "has no `log` with `entries`. Save the capture as HAR 1.2."),
  ])
  func `an error tells whether a file is no JSON, half of one, or no archive`(
    text: String, reason: String
  ) {
    let error = #expect(throws: CassetteError.self) {
      try HARImport.tape(from: Array(text.utf8))
    }
    #expect(error?.sentence == "The HAR file \(reason)")
  }

  @Test func `UTF-16 is refused by name`() {
    let error = #expect(throws: CassetteError.self) {
      try HARImport.tape(from: [0xff, 0xfe, 0x7b, 0x00])
    }
    #expect(error?.sentence == "The HAR file is UTF-16. Save it as UTF-8.")
  }

  @Test func `an entry that nests without end costs nothing but itself`() throws {
    let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    let result = try HARFixture.read(deep, HARFixture.entry(response: HARFixture.json()))
    #expect(result.tape.exchanges.count == 1)
    #expect(
      result.notes == [
        "Entry 1: left out, because there is no method, no usable URL or no valid JSON."
      ])
  }

  @Test func `what no tape may hold is refused`() {
    let error = #expect(throws: CassetteError.self) {
      try HARFixture.read(
        HARFixture.entry(
          method: String(repeating: "A", count: 65), response: HARFixture.json()))
    }
    #expect(error?.code == .tooLarge)
  }

  // MARK: Which entries

  @Test func `the API's host and the hosts that its answers name are kept, the rest is noted`()
    throws
  {
    let file = "https://static.example/render-result/render_1.mp4"
    let result = try HARFixture.read(
      HARFixture.entry(url: "https://page.example/", response: HARFixture.json()),
      HARFixture.entry(url: file, response: HARFixture.json()),
      HARFixture.entry(
        url: HARFixture.api + "/api/render/proxy/lambda/render_1",
        response: HARFixture.json(#"{\"url\":\"https:\\/\\/static.example\\/x\"}"#)),
      HARFixture.entry(
        url: file,
        response: HARFixture.json(
          status: 302, headers: #"{"name":"location","value":"https://cdn.example:443/y"}"#)),
      HARFixture.entry(url: "https://cdn.example/y", response: HARFixture.json()),
      HARFixture.entry(
        url: "https://cdn.example/page.js", response: HARFixture.json(),
        rest: #","_resourceType":"script""#))
    #expect(
      result.tape.exchanges.map { String($0.id.prefix { $0 != "-" }) } == ["poll", "download", "y"])
    #expect(
      result.notes == ["Entries 1, 2, 6: left out, because no answer of the API names the host."])
  }

  @Test func `a caller may name the backend and keep everything`() throws {
    let entries = [
      HARFixture.entry(url: "http://127.0.0.1:8000/list-apps", response: HARFixture.json()),
      HARFixture.entry(response: HARFixture.json()),
    ]
    let named = try HARFixture.read(
      entries[0], entries[1],
      options: .init(origin: .adk, backend: "http://127.0.0.1:8000/", note: "by hand"))
    #expect(named.tape.header.backend == "http://127.0.0.1:8000")
    #expect(named.tape.header.origin == .adk)
    #expect(named.tape.header.note == "by hand")
    #expect(named.tape.exchanges.map { $0.request.url } == ["http://127.0.0.1:8000/list-apps"])
    let all = try HARFixture.read(
      entries[0], entries[1], options: .init(keepsOtherHosts: true))
    #expect(all.tape.exchanges.count == 2)
    #expect(all.tape.header.backend == "https://api.example")
  }

  @Test func `a backend below a path is found`() {
    #expect(
      HARScope.backend(of: [
        "https://page.example/api/state/x", "https://gate.example/nemo/run_sse?x=/api/auth/",
        "https://gate.example/nemo/api/credits/balance/simple", "https://page.example/?a=/run_sse",
      ]) == "https://gate.example/nemo")
    #expect(HARScope.backend(of: ["https://page.example/"]) == nil)
  }

  @Test func `preflights, tunnels, web sockets and what is not HTTP are left out with a note`()
    throws
  {
    let result = try HARFixture.read(
      HARFixture.entry(
        method: "OPTIONS",
        requestHeaders: #"{"name":"access-control-request-method","value":"POST"}"#,
        response: HARFixture.json()),
      HARFixture.entry(method: "CONNECT", response: HARFixture.json()),
      HARFixture.entry(
        url: "wss://api.example/ws", response: HARFixture.json(status: 101),
        rest: #","_webSocketMessages":[{"type":"send","time":1.5,"opcode":1,"data":"x"}]"#),
      HARFixture.entry(url: "data:text/plain,x", response: HARFixture.json()),
      HARFixture.entry(response: HARFixture.json()), #"{"request":{}}"#)
    #expect(result.tape.exchanges.count == 1)
    #expect(
      result.notes == [
        "Entry 6: left out, because there is no method, no usable URL or no valid JSON.",
        "Entry 4: left out, because only http and https are recorded.",
        "Entry 3: left out, because web sockets are not recorded.",
        "Entry 2: left out, because CONNECT is between a client and its proxy.",
        "Entry 1: left out, because only browsers send preflights (OPTIONS).",
      ])
  }

  @Test func `OPTIONS that asks for no other method is a request of its own`() throws {
    let result = try HARFixture.read(
      HARFixture.entry(method: "OPTIONS", response: HARFixture.json()))
    #expect(result.tape.exchanges.map { $0.request.method } == ["OPTIONS"])
    #expect(result.notes == [])
  }
}
