import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// Both forms of a tape keep everything.
struct TapeFormTests {
  private static let nasty: [[UInt8]] = [
    [],
    Array("\r".utf8), Array("\n".utf8), Array("\r\n".utf8), Array("a\rb\nc\r\nd".utf8),
    Array("{\"a\":1}".utf8), Array("{\"a\":1}\n".utf8), Array(" {\"a\":1}".utf8),
    Array("{\"a\":\n1}".utf8), Array("[1e400,-0,1.10,\"\\ud800\",\"\\u00e9\"]".utf8),
    Array("{\"a\":1,\"a\":2}".utf8), Array("{\"a\":1".utf8), Array("null".utf8), Array("01".utf8),
    Array("\"quoted \\\" text\"".utf8), Array("\u{2028}\u{2029}\u{7f}\u{feff}".utf8),
    [0x00], [0x00, 0x01, 0x1f, 0x7f], [0xff, 0xfe, 0x80], Array("caf".utf8) + [0xc3],
    Array("data: \u{526a}\u{8f91}\n\ndata: x\r\n\r\n\r\rdata: no newline".utf8),
    Array("data: ".utf8) + [0xe5, 0x89] + Array("\n\n".utf8),
    (0..<(300 << 10)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) },
    Array(String(repeating: "text \u{1f3ac}\r\n", count: 30_000).utf8),
  ]

  /// Each body as an answer, as a stream of events, and as what was asked.
  private static func tape() -> Tape {
    var exchanges: [Exchange] = []
    for (index, bytes) in nasty.enumerated() {
      for type in ["text/event-stream", "application/octet-stream"] {
        let half = bytes.count / 2
        exchanges.append(
          Exchange(
            id: "x-\(exchanges.count + 1)",
            request: .init(
              method: "POST", url: backend + "/x?n=\(index)",
              headers: [HeaderPair("Accept", "*/*"), HeaderPair("Accept", "a\"b\\c")],
              body: .bytes(bytes), at: .microseconds(index * 1_000_003)),
            response: .init(
              status: 200, headers: [HeaderPair("Content-Type", type)], body: .bytes(bytes),
              at: .microseconds(17),
              cuts: bytes.isEmpty
                ? []
                : [
                  .init(length: half, at: .microseconds(18)),
                  .init(length: 0, at: .microseconds(19)),
                  .init(length: bytes.count - half, at: .seconds(900)),
                ]),
            end: ExchangeEnd(.closed, at: .seconds(901))))
      }
    }
    return Tape(
      header: .init(
        origin: .live, backend: backend,
        recorded: WallTime(millisecondsSinceEpoch: 1_795_428_000_000), note: "\"nasty\"\n"),
      exchanges: exchanges + odd)
  }

  private static let odd: [Exchange] = [
    Exchange(
      id: "refused", request: .init(method: "GET", url: "https://elsewhere.invalid/"),
      response: nil,
      end: ExchangeEnd(.init(rawValue: "unreachable"), sent: .nothing, detail: "errno 111")),
    Exchange(
      id: "form",
      request: .init(
        method: "POST", url: backend + "/upload",
        body: .form([
          .init(
            name: "files", filename: "a \"b\".mp4", contentType: "video/mp4", sizeBytes: 7,
            sha256: Digest.of([1])),
          .init(name: "note", filename: nil, contentType: nil, sizeBytes: 0, sha256: Digest.of([])),
          .init(name: "title", contentType: "text/plain", text: "a \"b\"\r\n\u{0}剪"),
          .init(name: "empty", contentType: nil, text: ""),
        ])),
      response: .init(
        status: 200, body: .omitted(sha256: Digest.of([2]), sizeBytes: 12),
        cuts: [.init(length: 12, at: .zero)]),
      end: ExchangeEnd(.reset, detail: "later")),
    Exchange(
      id: "large",
      request: .init(
        method: "POST", url: backend + "/large",
        body: .omitted(sha256: Digest.of([3]), sizeBytes: 1 << 30)),
      response: nil, end: ExchangeEnd(.unfinished, sent: .possibly)),
  ]

  @Test func `text keeps every byte, cut, time and end`() throws {
    let tape = Self.tape()
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "nasty", in: folder.path)
    try cassette.write(tape)
    let text = TapeText(tape)
    let read = try cassette.load()
    #expect(read.header == tape.header)
    for (one, other) in zip(read.exchanges, tape.exchanges) {
      #expect(one == other, "\(other.id)")
    }
    #expect(read.exchanges.count == tape.exchanges.count)
    // Written again it is the same text.
    #expect(TapeText(read).tape == text.tape)
    #expect(TapeText(read).timing == text.timing)
  }

  @Test func `SQLite keeps every byte, cut, time and end`() throws {
    let folder = try TemporaryFolder()
    let tape = Self.tape()
    try Cassette.write(tape, toDatabase: folder.path + "/tape.sqlite")
    #expect(try Cassette.load(folder.path + "/tape.sqlite") == tape)
  }

  @Test func `from SQLite to files and back nothing is lost`() throws {
    let folder = try TemporaryFolder()
    let tape = Self.tape()
    let cassette = try Cassette(named: "nasty", in: folder.path)
    #expect(!cassette.exists)
    try cassette.write(tape)
    let read = try cassette.load()
    #expect(read == tape)
    let files = try TemporaryFolder.files(in: cassette.path)
    #expect(
      files.keys.sorted().dropFirst().prefix(2).allSatisfy { $0.hasPrefix("blobs/") }
        && files.keys.contains("tape.jsonl") && files.keys.contains("timing.jsonl"))
    try Cassette.write(read, toDatabase: folder.path + "/again.sqlite")
    #expect(try Cassette.load(folder.path + "/again.sqlite") == tape)
  }

  @Test func `the text has the documented layout`() {
    let exchange = Exchange(
      id: "run_sse-2",
      request: .init(
        method: "POST", url: backend + "/run_sse", headers: [HeaderPair("Accept", "x")],
        body: .bytes(Array("{\"b\": 1}".utf8)), at: .milliseconds(5)),
      response: .init(
        status: 200, headers: [HeaderPair("Content-Type", "text/event-stream")],
        body: .bytes(Array("data: {\"type\":\"heartbeat\"}\n\ndata:\n".utf8)), at: .milliseconds(1),
        cuts: [.init(length: 34, at: .milliseconds(2))]),
      end: ExchangeEnd(.short, at: .milliseconds(3)))
    let tape = Tape(
      header: .init(
        origin: .simulator, backend: backend,
        recorded: WallTime(millisecondsSinceEpoch: 1_795_428_000_123), note: "n"),
      exchanges: [exchange])
    let text = TapeText(tape)
    let key = RequestForms(tape).forms[0].key
    #expect(
      String(decoding: text.tape, as: UTF8.self) == """
        {"cassette":1,"origin":"simulator","backend":"https://backend.invalid","recorded":"2026-11-23T10:00:00Z","note":"n"}
        {"k":"\(key)","i":"run_sse-2","q":{"method":"POST","url":"https://backend.invalid/run_sse","headers":[["Accept","x"]],"body":{"json":{"b": 1}}}}
        {"i":"run_sse-2","r":{"status":200,"headers":[["Content-Type","text/event-stream"]]}}
        {"i":"run_sse-2","e":"data: {\\"type\\":\\"heartbeat\\"}\\n\\n"}
        {"i":"run_sse-2","e":"data:\\n"}
        {"i":"run_sse-2","end":"short","sum":"\(BodyLines.sum(of: Array("data: {\"type\":\"heartbeat\"}\n\ndata:\n".utf8)))"}

        """)
    #expect(
      String(decoding: text.timing, as: UTF8.self) == """
        {"i":"run_sse-2","at":5000,"head":1000,"cuts":[[34,2000]],"end":3000}

        """)
    #expect(key.count == 32)
  }

  @Test func `a tape written by hand needs no keys, no timing and no note`() throws {
    let tape = """
      {"cassette":1,"origin":"handwritten","backend":"https://b.invalid","recorded":"2026-11-23T10:00:00Z"}
      {"i":"a","q":{"method":"GET","url":"https://b.invalid/a"}}
      {"i":"a","r":{"status":200,"headers":[["Content-Type","text/event-stream"]]}}
      {"i":"a","e":"data: 1\\n\\n"}
      {"i":"a","e":"data: 22\\n\\n"}
      {"i":"a","end":"closed"}
      """
    let read = try TapeTextReader.read(tape: Array(tape.utf8), timing: [])
    #expect(read.exchanges[0].response?.cuts.map { $0.length } == [9, 10])
    // Timing that no longer fits the edited body is passed over.
    let stale = Array("{\"i\":\"a\",\"at\":1,\"head\":2,\"cuts\":[[5,6]],\"end\":7}".utf8)
    let edited = try TapeTextReader.read(tape: Array(tape.utf8), timing: stale)
    #expect(edited.exchanges[0].response?.cuts.map { $0.length } == [9, 10])
    #expect(edited.exchanges[0].end.at == .microseconds(7))
  }

  @Test func `where an exchange is unchanged its old timing stays`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "again", in: folder.path)
    var tape = Tape(
      header: .init(origin: .live, backend: backend, recorded: WallTime(sinceEpoch: .zero)),
      exchanges: Array(Self.tape().exchanges[8..<12]))
    try cassette.write(tape)
    let before = try TemporaryFolder.files(in: cassette.path)
    for index in tape.exchanges.indices { tape.exchanges[index].request.at += .seconds(1) }
    tape.exchanges[1].response?.status = 201
    try cassette.write(tape)
    let after = try TemporaryFolder.files(in: cassette.path)
    let lines = [before, after].map { ($0["timing.jsonl"] ?? []).split(separator: 0x0a) }
    #expect(zip(lines[0], lines[1]).map { $0.0 == $0.1 } == [true, false, true, true])
  }

  @Test(arguments: ["", "../escape", "a/b", ".hidden"])
  func `a name that would leave the folder is refused`(name: String) {
    let error = #expect(throws: CassetteError.self) { try Cassette(named: name, in: "Cassettes") }
    #expect(error?.code == .badName)
  }

  @Test func `a missing cassette says how to record it`() {
    let error = #expect(throws: CassetteError.self) { try Cassette.load("/nowhere/quick.cassette") }
    #expect(
      error?.sentence == "There is no cassette at /nowhere/quick.cassette. "
        + "Record one: nemo edit FILE \"INSTRUCTION\" -o OUT --record quick")
  }
}
