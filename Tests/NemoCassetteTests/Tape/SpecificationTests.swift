import Foundation
import NemoTime
import Testing

@testable import NemoCassette

/// FORMAT.md says what the code does.
struct SpecificationTests {
  private static let text: String? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try? String(
      contentsOf: root.appendingPathComponent("Sources/NemoCassette/FORMAT.md"), encoding: .utf8)
  }()

  /// The code blocks after a mark in the text.
  private static func blocks(after mark: String) throws -> [String] {
    let text = try #require(text)
    let start = try #require(text.range(of: mark)?.upperBound)
    let parts = text[start...].components(separatedBy: "```\n")
    return stride(from: 1, to: parts.count, by: 2).map { parts[$0] }
  }

  @Test func `the worked example of a key is what the code computes`() throws {
    let blocks = try Self.blocks(after: "**Example.**")
    let key = blocks[2].split(separator: "\n").joined()
    let hashed = String(blocks[1].dropLast())
    #expect(key == "61af6d092f5f2e36cc0847f64bc20069")
    #expect(String(Digest.of(hashed.utf8).prefix(32)) == key)

    let header =
      "{\"cassette\":1,\"backend\":\"https://api.example.invalid\",\"recorded\":\"2026-11-23T10:00:00Z\"}\n"
    // A key that is not right would be refused.
    let tape = try TapeTextReader.read(tape: Array((header + blocks[0]).utf8), timing: [])
    let form = try #require(RequestForms(tape).forms.first)
    #expect(form.key == key)
    #expect(form.ids == ["render_1700000000001"])
    let lines = [form.method, form.origin, form.path, form.query.joined(separator: "&"), form.body]
    #expect(lines.joined(separator: "\n") == hashed)

    var unnamed = tape
    unnamed.exchanges[0].id = ""
    unnamed.fillIDs()
    #expect(unnamed.exchanges[0].id == tape.exchanges[0].id)
  }

  @Test func `keys of objects are sorted by their bytes`() throws {
    // U+E000 stands before U+1D11E in UTF-8, but after it in UTF-16; é composed and decomposed are
    // two keys.
    let json = Array(
      "{\"\u{1d11e}\":1,\"\u{e000}\":2,\"\u{e9}\":3,\"e\u{301}\":4,\"a\":5,\"a\":0}".utf8)
    let node = try #require(JSONNode.parse(json))
    #expect(
      Array(CanonicalJSON.text(node, in: json).utf8)
        == Array(
          "{\"a\":5,\"a\":0,\"e\u{301}\":4,\"\u{e9}\":3,\"\u{e000}\":2,\"\u{1d11e}\":1}".utf8))
  }

  @Test(arguments: [
    "token=abc", "SIG=x", "ct=abcdef", "key=aaaaaaaaaaaaaaaaaaaa", "X-Amz-Signature=f00%2F",
    "api_key=1", "policy=p",
  ])
  func `a credential in a query does not decide`(pair: String) {
    let name = pair.prefix { $0 != "=" }
    let form = RequestForm(
      .init(method: "GET", url: backend + "/a?z=1&\(pair)"), backend: backend, known: IDSearch())
    #expect(form.query.contains("\(name)={secret}"))
  }

  /// What stands between backticks from one mark of the text to another.
  private static func names(from start: String, to end: String) throws -> [String] {
    let text = try #require(text)
    let begin = try #require(text.range(of: start)?.upperBound)
    let rest = text[begin...]
    let list = rest[..<(try #require(rest.range(of: end)?.lowerBound))]
    let parts = list.components(separatedBy: "`")
    return stride(from: 1, to: parts.count, by: 2).map { parts[$0] }
  }

  /// `k` depends on both lists: to change them is to make a new version of the format.
  @Test func `the lists of credentials are those of the code`() throws {
    let inQueries = try Self.names(
      from: "The value at the name of a credential, unless it is empty, is `{secret}`:", to: "\n")
    #expect(inQueries.sorted() == SecretScanner.queryKeys.keys.sorted())
    let lengths = SecretScanner.queryKeys.filter { $0.value > 1 }
    #expect(lengths == ["ct": 6, "key": 20])
    let text = try #require(Self.text)
    for (name, length) in lengths {
      #expect(text.contains("`\(name)` (from \(length) bytes on)"))
    }
    let inJSON = try Self.names(
      from: "The value at a key of a credential is the string `{secret}`:", to: ", exactly so")
    #expect(inJSON == SecretScanner.keys.filter { $0.value.isSecret }.keys.sorted())
  }

  @Test(arguments: SecretScanner.keys.filter { $0.value.isSecret }.keys.sorted())
  func `a credential in JSON does not decide, whatever its type`(key: String) {
    let forms = ["\"a\"", "1", "{\"b\":[]}", "null"].map { value in
      RequestForm(
        .init(
          method: "POST", url: backend, body: .bytes(Array("{\"\(key)\":\(value)}".utf8))),
        backend: backend, known: IDSearch())
    }
    #expect(Set(forms.map { $0.body }) == ["{\"\(key)\":\"{secret}\"}"])
  }

  @Test(arguments: [
    "ct=abc", "key=a", "tokens=abc", "t=nothing", "token=", "token", "=token", "ct=video/mp4",
    "key=uploads/2026/a-first-file.mp4", "key=uploads%2F2026%2Fa-first-file",
  ])
  func `other values in a query decide`(pair: String) {
    let form = RequestForm(
      .init(method: "GET", url: backend + "/a?\(pair)"), backend: backend, known: IDSearch())
    #expect(form.query == [pair])
  }

  @Test func `the limits are those of the code`() throws {
    let text = try #require(Self.text)
    let rows = [
      ("exchanges", TapeLimits.exchanges == 1_000_000, "| exchanges | 1,000,000 |"),
      ("line", TapeLimits.lineBytes == 32 << 20, "| a line | 32 MiB |"),
      ("file", TapeLimits.textFileBytes == 1 << 30, "| 1 GiB each |"),
      ("body", TapeLimits.bodyBytes == 1 << 40, "| a body, kept or not | 1 TiB |"),
      ("piece", TapeLimits.pieceBytes == 16 << 20, "| a piece in SQLite | 16 MiB |"),
      ("id", TapeLimits.idBytes == 256, "| an id | 1 to 256 bytes |"),
      ("url", TapeLimits.urlBytes == 64 << 10, "| a URL | 64 KiB |"),
      ("headers", TapeLimits.headers == 256, "| header lines of a head | 256 |"),
      ("cuts", TapeLimits.cuts == 1_000_000, "| deliveries of an answer | 1,000,000 |"),
      (
        "times", TapeLimits.microseconds.upperBound == 3_155_760_000_000_000,
        "3,155,760,000,000,000"
      ),
      ("blobs", TapeLimits.blobs == 10_000, "| blobs that a tape is written with | 10,000 |"),
      ("note", TapeLimits.noteBytes == 4 << 10, "| `note`, `backend`, `detail` | 4 KiB each |"),
    ]
    for (name, holds, row) in rows {
      #expect(holds && text.contains(row), "\(name)")
    }
  }
}
