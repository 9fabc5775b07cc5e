import Foundation
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// What is no tape is refused with the file, the line and what to do.
struct MalformedTapeTests {
  private static let header =
    "{\"cassette\":1,\"backend\":\"https://b.invalid\",\"recorded\":\"2026-11-23T10:00:00Z\"}\n"
  private static let request =
    "{\"i\":\"a\",\"q\":{\"method\":\"GET\",\"url\":\"https://b.invalid/a\"}}\n"
  private static let response = "{\"i\":\"a\",\"r\":{\"status\":200}}\n"
  private static let end = "{\"i\":\"a\",\"end\":\"closed\"}\n"
  private static let id = String(repeating: "x", count: 300)
  private static let deep = String(repeating: "[", count: 130) + String(repeating: "]", count: 130)

  private static let faults: [(String, CassetteError.Code, String)] = [
    ("", .unreadable, "The first line of tape.jsonl does not say cassette 1."),
    ("{", .unreadable, "Line 1 of tape.jsonl is not valid JSON."),
    ("{\"i\":1}", .unreadable, "Line 1 of tape.jsonl is not a cassette."),
    (
      "{\"cassette\":2,\"new\":[]}", .unreadable,
      "Line 1 of tape.jsonl says format 2; this version of nemo reads 1. Install another version"
    ),
    (header.replacing("2026-11", with: "99999-11"), .unreadable, "Line 1 of tape.jsonl has a `rec"),
    (header.replacing("1,", with: "1,\"extra\":0,"), .unreadable, "Line 1 of tape.jsonl has a key"),
    (
      header.replacing("1,", with: "1,\"note\":\"\(String(repeating: "n", count: 5_000))\","),
      .tooLarge, "Line 1 of tape.jsonl has a `note` of more than 4096 bytes."
    ),
    (
      header + header.replacing("b.inv", with: "c.inv"), .unreadable,
      "Line 2 of tape.jsonl is a sec"
    ),
    (header + response, .unreadable, "Line 2 of tape.jsonl belongs to a, which has no request"),
    (header + request + request, .unreadable, "Line 3 of tape.jsonl repeats the exchange id a."),
    (
      header + request + response + response, .unreadable, "Line 4 of tape.jsonl is a second answer"
    ),
    (header + request + end + end, .unreadable, "Line 4 of tape.jsonl comes after the end of a."),
    (header + request + end + response, .unreadable, "Line 4 of tape.jsonl comes after the end"),
    (
      header + request + request.replacing("\"a\"", with: "\"b\"") + end, .unreadable,
      "Line 4 of tape.jsonl belongs to a, whose lines ended before."
    ),
    (
      header + request + "{\"i\":\"a\",\"e\":\"x\"}", .unreadable,
      "Line 3 of tape.jsonl comes before its response."
    ),
    (
      header + request + response
        + "{\"i\":\"a\",\"b\":{\"text\":\"\"}}\n{\"i\":\"a\",\"e\":\"x\"}",
      .unreadable, "Line 5 of tape.jsonl is a second body of a."
    ),
    (
      header + request + response + "{\"i\":\"a\",\"e\":\"x\",\"e64\":\"eA==\"}", .unreadable,
      "Line 4 of tape.jsonl is none of request"
    ),
    (
      header + request + response + "{\"i\":\"a\",\"b\":{\"text\":\"\",\"json\":1}}", .unreadable,
      "Line 4 of tape.jsonl has a key that this format does not know."
    ),
    (
      header + request + response + "{\"i\":\"a\",\"b\":{\"omitted\":\"\",\"size\":-1}}",
      .unreadable,
      "Line 4 of tape.jsonl has a `size` that is no number of bytes."
    ),
    (
      header + request + response + "{\"i\":\"a\",\"b\":{\"omitted\":\"ABC\",\"size\":1}}",
      .tooLarge,
      "Line 4 of tape.jsonl has a digest that is not"
    ),
    (
      header + request + response + "{\"i\":\"a\",\"b\":{\"omitted\":\"\",\"size\":1e3}}",
      .unreadable,
      "Line 4 of tape.jsonl has a `size`"
    ),
    (
      header + request.replacing("\"a\"", with: "\"\(id)\""), .tooLarge,
      "Line 2 of tape.jsonl has an id that is empty or longer than 256 bytes."
    ),
    (
      header + request.replacing("\"GET\"", with: deep), .unreadable,
      "Line 2 of tape.jsonl is not v"
    ),
    (
      header + request.replacing("{\"i\"", with: "{\"k\":\"0\",\"i\""), .tampered,
      "Line 2 of tape.jsonl has a `k` that is not the one of its request. If the tape was edited"
    ),
    (
      header + request.replacing("}}", with: "},\"i\":\"b\"}"), .unreadable,
      "Line 2 of tape.jsonl repe"
    ),
    (
      header + request + "{\"i\":\"a\",\"end\":\"closed\",\"sent\":\"perhaps\"}", .unreadable,
      "Line 3 of tape.jsonl has a `sent` that is none of"
    ),
  ]

  @Test(arguments: 0..<faults.count)
  func `a line that is wrong is named`(number: Int) throws {
    let (text, code, sentence) = Self.faults[number]
    let error = #expect(throws: CassetteError.self) {
      try TapeTextReader.read(tape: Array(text.utf8), timing: [])
    }
    #expect(error?.code == code)
    #expect(error?.sentence.hasPrefix(sentence) == true, "\(error?.sentence ?? "")")
  }

  private static let timings: [(String, String?)] = [
    ("{\"i\":\"a\",\"at\":-1}", "Line 1 of timing.jsonl has a time that is no number"),
    ("{\"i\":\"a\",\"end\":9223372036854775807}", "Line 1 of timing.jsonl has a time"),
    ("{\"i\":\"a\",\"cuts\":[[1]]}", "Line 1 of timing.jsonl has a cut that is no pair"),
    ("{\"i\":\"a\",\"cuts\":{}}", "Line 1 of timing.jsonl has `cuts` that are no list"),
    ("{\"i\":\"a\",\"cuts\":[[-1,0]]}", "Line 1 of timing.jsonl has a cut"),
    ("{\"i\":\"a\",\"cuts\":[[9223372036854775807,0],[9223372036854775807,0]]}", "Line 1 of tim"),
    ("{\"i\":\"a\",\"when\":1}", "Line 1 of timing.jsonl has a key"),
    ("{\"at\":1}", "Line 1 of timing.jsonl lacks `i`"),
    // More than the body, what is gone, and a second line are passed over.
    ("{\"i\":\"a\",\"cuts\":[[1099511627776,0],[1099511627776,0]]}", nil),
    ("{\"i\":\"gone\",\"at\":1}", nil),
    ("{\"i\":\"a\",\"at\":1}\n{\"i\":\"a\",\"at\":\"what\"}", nil),
  ]

  @Test(arguments: 0..<timings.count)
  func `a time or a cut that cannot be is refused, and never added up beyond its limit`(
    number: Int
  ) throws {
    let (timing, sentence) = Self.timings[number]
    let tape = Array((Self.header + Self.request + Self.response + Self.end).utf8)
    guard let sentence else {
      let read = try TapeTextReader.read(tape: tape, timing: Array(timing.utf8))
      #expect(read.exchanges[0].response?.cuts == [])
      return
    }
    let error = #expect(throws: CassetteError.self) {
      try TapeTextReader.read(tape: tape, timing: Array(timing.utf8))
    }
    #expect(error?.sentence.hasPrefix(sentence) == true, "\(error?.sentence ?? "")")
  }

  @Test func `JSON too deep to be spliced in stays text, and is read again`() throws {
    for depth in [119, 120, 121, 127, 128, 129, 300] {
      let json = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let exchange = Exchange(
        id: "a",
        request: .init(method: "POST", url: backend, body: .bytes(Array(json.utf8))),
        response: .init(status: 200, body: .bytes(Array(json.utf8))), end: ExchangeEnd(.closed))
      let tape = Tape(
        header: .init(origin: .live, backend: backend, recorded: WallTime(sinceEpoch: .zero)),
        exchanges: [exchange])
      let text = TapeText(tape)
      let read = try TapeTextReader.read(tape: text.tape, timing: text.timing)
      #expect(read.exchanges[0].request == exchange.request)
      #expect(read.exchanges[0].response?.body == exchange.response?.body)
    }
  }

  @Test func `what could not be read again is not written`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "large", in: folder.path)
    var tape = TapeIndexTests.tape(renders: 1)
    tape.exchanges[1].request.url = String(repeating: "x", count: 70_000)
    let error = #expect(throws: CassetteError.self) { try cassette.write(tape) }
    #expect(error?.code == .tooLarge)
    #expect(
      error?.sentence == "Exchange 2 of the tape has a `url` of more than 65536 bytes. "
        + "Record a shorter journey.")
    #expect(throws: CassetteError.self) {
      try Cassette.write(tape, toDatabase: folder.path + "/a.sqlite")
    }
    tape = TapeIndexTests.tape(renders: 1)
    tape.exchanges[1].id = tape.exchanges[0].id
    #expect(throws: CassetteError.self) { try cassette.write(tape) }
    #expect(!cassette.exists)
  }

  @Test func `a pipe in the place of a file is not waited for`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "pipe", in: folder.path)
    try cassette.folder.create()
    #expect(mkfifo(cassette.folder.tapePath, 0o600) == 0)
    #expect(throws: CassetteError.self) { try cassette.load() }
    #expect(mkfifo(folder.path + "/pipe.sqlite", 0o600) == 0)
    #expect(throws: CassetteError.self) { try Cassette.load(folder.path + "/pipe.sqlite") }
  }
}
