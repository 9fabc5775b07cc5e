import Foundation
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// Secrets where one does not look for them at first.
struct OddPlaceTests {
  private static let token = "nmv_usr_Ab3dEf6hIj9lMn2pQr5tUv8x"

  private func redacted(_ text: String, knowing credentials: [String] = []) throws -> String {
    var redactor = Redactor()
    for credential in credentials { try redactor.learn(credential: credential) }
    return try redactor.redact(text)
  }

  @Test(arguments: [
    ("id: \(token)\ndata: x\n\n", "id: nmv_usr_000000000000000000000001\ndata: x\n\n"),
    ("{\"\(token)\":1}", "{\"nmv_usr_000000000000000000000001\":1}"),
    ("https://ghx_0123456789abcdef@x.invalid/a", "https://secret-0000000000001@x.invalid/a"),
    ("https://u:hunter2@x.invalid/", "https://u:0000001@x.invalid/"),
    (
      "{\"accessToken\":\"abc\",\"clientSecret\":\"def\"}",
      "{\"accessToken\":\"001\",\"clientSecret\":\"002\"}"
    ),
    ("https://x/?accessToken=abc&idToken=def", "https://x/?accessToken=001&idToken=002"),
    // A short number at the key of a secret is one, though it looks like a pseudonym.
    ("{\"password\":\"012345\"}", "{\"password\":\"000001\"}"),
  ])
  func `a secret goes wherever it stands`(text: String, expected: String) throws {
    #expect(try redacted(text) == expected)
  }

  @Test(arguments: [
    "x?key=uploads/2026/a-first-file.mp4&ct=video/mp4", "x?ct=abc&key=short&y",
    "ssh://git@x.invalid/a", "https://x.invalid/@somebody-with-a-name", "a://b",
    "see https://x @you",
  ])
  func `names in front of hosts, paths and media types stay`(text: String) throws {
    #expect(try redacted(text) == text)
  }

  @Test func `of two tokens of which one begins the other, each has its own pseudonym`() throws {
    let (short, long) = ("of-no-shape-12", "of-no-shape-1234567")
    for known in [[short, long], [long, short]] {
      let text = try redacted("a \(short) b \(long) c", knowing: known)
      #expect(!text.contains("shape"))
      let words = text.split(separator: " ").map(String.init)
      #expect(words.count == 5 && words[1].utf8.count == 14 && words[3].utf8.count == 19)
      #expect(words[1].hasPrefix("secret-") && words[3].hasPrefix("secret-"))
      #expect(words[1].suffix(1) != words[3].suffix(1))
    }
  }

  @Test func `a value with a backslash that JSON told is found where nothing is escaped`() throws {
    let text = try redacted("{\"token\":\"ab\\\\cd-efgh-ijkl\"} ab\\cd-efgh-ijkl")
    #expect(!text.contains("efgh"))
  }

  @Test func `the password of Basic credentials goes, wherever an answer repeats it`() async throws
  {
    let password = "correct-horse-77"
    let basic = Data("somebody:\(password)".utf8).base64EncodedString()
    let folder = try TemporaryFolder()
    let path = folder.path + "/basic.cassette"
    let recorder = try Recorder(
      wrapping: ScriptedTransport([.json("{\"you\":\"\(password)\",\"sent\":\"\(basic)\"}")]),
      into: path, origin: .live, backend: backend, time: RealTime())
    _ = try await recorder.see("GET", "/x", headers: [("Authorization", "basic  \(basic)")])
    try recorder.finish()
    for (name, bytes) in try TemporaryFolder.files(in: path) {
      #expect(!bytes.contains(password) && !bytes.contains(basic), "\(name)")
    }
  }

  @Test func `in a capture cookies and keys in headers are known, and a form's first key`() throws {
    let cookie = "0123-cookie-of-mine-4567"
    let key = "key-of-no-known-shape-89"
    let result = try HARFixture.read(
      HARFixture.entry(
        method: "POST",
        requestHeaders: "{\"name\":\"Cookie\",\"value\":\"s=\(cookie)\"},"
          + "{\"name\":\"X-Api-Key\",\"value\":\"\(key)\"}",
        request: ",\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\","
          + "\"text\":\"token=abcdef&b=1\"}",
        response: HARFixture.json("\(cookie) and \(key)")))
    let text = String(decoding: TapeText(result.tape).tape, as: UTF8.self)
    #expect(!text.contains("cookie-of-mine") && !text.contains("no-known-shape"))
    #expect(result.first?.request.text == "token=000003&b=1")
  }

  /// Longer than what is held in memory until it is complete: it goes on as a stream.
  @Test func `a large answer of JSON in pieces is redacted from its start`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/large.cassette"
    let filler = String(repeating: "a long text, ", count: 30_000)
    let text =
      "{\"token\":\"\(Self.token)\",\"a\":\"\(filler)\",\"b\":\"\(filler)\",\"c\":\"\(filler)\","
      + "\"again\":\"\(Self.token)\"}"
    let bytes = Array(text.utf8)
    let chunks = stride(from: 0, to: bytes.count, by: 300_000).map {
      (after: Duration.zero, bytes: Array(bytes[$0..<min(bytes.count, $0 + 300_000)]))
    }
    let recorder = try Recorder(
      wrapping: ScriptedTransport([.init(chunks: chunks)]), into: path, origin: .live,
      backend: backend, time: RealTime())
    _ = try await recorder.see("GET", "/large")
    let response = try #require(try recorder.finish().exchanges[0].response)
    #expect(response.body.sizeBytes == bytes.count && bytes.count > 1 << 20)
    for (name, file) in try TemporaryFolder.files(in: path) {
      #expect(!file.contains("Ab3dEf6h"), "\(name)")
    }
  }

  /// gzip -nc, of `{"token":"nmv_usr_Ab3dEf6hIj9lMn2pQr5tUv8x"}` and of `{"code":0}`.
  @Test(arguments: [
    (
      "H4sIAAAAAAAAA6tWKsnPTs1TslLKyy2LLy0uindMMk5xTTPL8MyyzPHNMyoILDItCS2zqFCqBQDFy0N+LAAAAA==",
      true
    ), ("H4sIAAAAAAAAA6tWSs5PSVWyMqgFAJiuPHIKAAAA", false),
  ])
  func `sealing looks into gzip`(base64: String, isRefused: Bool) throws {
    let bytes = try #require(Data(base64Encoded: base64)).map { $0 }
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "zip", in: folder.path)
    let header = Tape.Header(origin: .live, backend: backend, recorded: WallTime(sinceEpoch: .zero))
    let exchange = Exchange(
      id: "x-1", request: .init(method: "GET", url: backend),
      response: .init(
        status: 200, headers: [HeaderPair("Content-Encoding", "gzip")], body: .bytes(bytes)),
      end: ExchangeEnd(.closed))
    let tape = Tape(header: header, exchanges: [exchange])
    if isRefused {
      let error = #expect(throws: CassetteError.self) { try cassette.write(tape) }
      #expect(error?.code == .secretFound)
    } else {
      try cassette.write(tape)
    }
  }
}
