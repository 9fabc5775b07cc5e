import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// A tape that is looked through for its lines says the same as one that is read.
struct TapeIndexTests {
  /// Renders that are submitted, polled and downloaded, runs, and odd requests between them.
  static func tape(renders: Int) -> Tape {
    var exchanges: [Exchange] = []
    func add(
      _ method: String, _ url: String, _ body: String = "", stream: String? = nil
    ) {
      let answer = stream ?? "{\"code\":0,\"data\":{\"at\":\(exchanges.count)}}"
      let type = stream == nil ? "application/json" : "text/event-stream"
      exchanges.append(
        Exchange(
          id: "",
          request: .init(
            method: method, url: url, headers: [HeaderPair("Content-Type", "application/json")],
            body: .bytes(Array(body.utf8)), at: .milliseconds(exchanges.count)),
          response: .init(
            status: 200, headers: [HeaderPair("Content-Type", type)],
            body: .bytes(Array(answer.utf8)), at: .milliseconds(1),
            cuts: [.init(length: answer.utf8.count, at: .milliseconds(2))]),
          end: ExchangeEnd(.closed, at: .milliseconds(3))))
    }
    let api = backend + "/api/render/proxy"
    for number in 0..<renders {
      let id = "render_\(1_700_000_000_000 + number)"
      add("POST", backend + "/run_sse", "{\"n\":\(number)}", stream: "data: {}\n\ndata: x\n\n")
      add("POST", api + "/lambda", "{\"a\":{\"id\":\"no\"},\"id\":\"\(id)\",\"b\":[1,\"}\"]}")
      for _ in 0..<3 { add("GET", api + "/lambda/\(id)") }
      add("GET", api + "/\(id)/download?x=1")
      add("POST", backend + "/run_sse", "{\"text\":\"again \(id)\"}", stream: "data: {}\n\n")
    }
    add("POST", api + "/", "{\n\"id\": \"render_pretty_printed\"}")
    add("POST", api + "/", "{\"\\u0069d\":\"render_escaped_key\"}")
    add("POST", api + "/", "[\"no object\"]")
    add("GET", "https://elsewhere.invalid/x/api/render/proxy/draft/render_elsewhere")
    add("GET", backend + "/%61pi/render/proxy/render_percent")
    add("GET", backend + "/api/render/proxy")
    add("GET", backend + "/x?u=/api/render/proxy/render_query")
    var tape = Tape(
      header: .init(origin: .live, backend: backend, recorded: WallTime(sinceEpoch: .zero)),
      exchanges: exchanges)
    tape.fillIDs()
    return tape
  }

  @Test func `a text is indexed without being read, and every exchange is the same`() throws {
    let tape = Self.tape(renders: 4)
    let text = TapeText(tape)
    let index = try #require(TapeIndex.open(tape: text.tape, timing: text.timing))
    let whole = TapeIndex(tape)
    #expect(index.header == tape.header)
    #expect(index.count == tape.exchanges.count)
    for position in tape.exchanges.indices {
      #expect(index.id(at: position) == whole.id(at: position))
      #expect(index.key(at: position) == whole.key(at: position))
      #expect(try index.exchange(at: position) == tape.exchanges[position])
      #expect(try index.request(at: position).url == tape.exchanges[position].request.url)
    }
    #expect(index.clientIDs == whole.clientIDs)
    #expect(
      index.clientIDs.prefix(2).map { $0.id } == ["render_1700000000000", "render_1700000000001"])
    #expect(index.clientIDs.prefix(2).map { $0.first } == [1, 8])
    #expect(index.clientIDs.contains { $0.id == "render_pretty_printed" })
    #expect(index.clientIDs.contains { $0.id == "render_escaped_key" })
    #expect(index.clientIDs.contains { $0.id == "render_elsewhere" })
    #expect(!index.clientIDs.contains { $0.id == "render_query" })
  }

  @Test func `a folder opens as an index in either form`() throws {
    let folder = try TemporaryFolder()
    let tape = Self.tape(renders: 1)
    let cassette = try Cassette(named: "index", in: folder.path)
    try cassette.write(tape)
    let path = folder.path + "/index.sqlite"
    try Cassette.write(tape, toDatabase: path)
    for index in [try TapeIndex.open(cassette.path), try TapeIndex.open(path)] {
      #expect(index.count == tape.exchanges.count)
      #expect(try index.exchange(at: 3) == tape.exchanges[3])
    }
    #expect(throws: CassetteError.self) { try TapeIndex.open(folder.path + "/none.cassette") }
  }

  private static func lines(_ text: String, _ change: (inout [String]) -> Void) -> [UInt8] {
    var lines = text.split(separator: "\n").map(String.init)
    change(&lines)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  @Test func `a text that sealing would write otherwise is read whole`() throws {
    let text = TapeText(Self.tape(renders: 1))
    let plain = String(decoding: text.tape, as: UTF8.self)
    let changes: [(inout [String]) -> Void] = [
      { $0[1] = "{\"i\"" + $0[1].dropFirst(5 + 2 + 32 + 1 + 4) },  // Without its key.
      { $0[1] = $0[1].replacing("{\"k\"", with: "{ \"k\"") },
      { $0.swapAt(2, 8) },
      { $0.append("{\"i\":\"nobody\",\"end\":\"closed\"}") },
      { $0.append($0[1]) },
      { $0.insert($0[0], at: 1) },
      { $0[1] = $0[1].replacing("\"q\":{\"method\"", with: "\"q\":{ \"method\"") },
    ]
    for change in changes {
      #expect(TapeIndex.open(tape: Self.lines(plain, change), timing: text.timing) == nil)
    }
    #expect(TapeIndex.open(tape: text.tape, timing: Array("[]\n".utf8)) == nil)
    #expect(TapeIndex.open(tape: [], timing: []) == nil)
  }

  @Test func `what is wrong inside of an exchange shows when it is read`() throws {
    let tape = Self.tape(renders: 1)
    let text = TapeText(tape)
    let plain = String(decoding: text.tape, as: UTF8.self)
    let other = String(repeating: "0", count: 32)
    let key = try #require(RequestForms(tape).forms.first?.key)
    let stale = Array(plain.replacing(key, with: other).utf8)
    let index = try #require(TapeIndex.open(tape: stale, timing: text.timing))
    let error = #expect(throws: CassetteError.self) { try index.exchange(at: 0) }
    #expect(error?.code == .tampered)
    #expect(
      error?.sentence == "Line 2 of tape.jsonl has a `k` that is not the one of its request. "
        + "If the tape was edited by hand, run: nemo cassette fmt NAME")
    #expect(try index.exchange(at: 1) == tape.exchanges[1])

    let broken = Array(plain.replacing("\"status\":200", with: "\"status\":20").utf8)
    let other2 = try #require(TapeIndex.open(tape: broken, timing: text.timing))
    let second = #expect(throws: CassetteError.self) { try other2.exchange(at: 0) }
    #expect(second?.sentence.hasPrefix("Line 3 of tape.jsonl lacks a `status`") == true)
  }

  @Test func `a request that was edited under its key is refused when it is matched`() throws {
    let tape = Self.tape(renders: 1)
    let text = TapeText(tape)
    let edited = String(decoding: text.tape, as: UTF8.self)
      .replacing("/download?x=1", with: "/download?x=2")
    let index = try #require(TapeIndex.open(tape: Array(edited.utf8), timing: text.timing))
    var matcher = Matcher(index, name: "edited")
    #expect(try matcher.match(tape.exchanges[1].request).exchange == tape.exchanges[1])
    let error = #expect(throws: CassetteError.self) {
      try matcher.match(tape.exchanges[5].request)
    }
    #expect(error?.code == .tampered)
  }
}
