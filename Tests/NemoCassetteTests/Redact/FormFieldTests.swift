import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// Fields of multipart forms: small ones are kept as text, redacted.
struct FormFieldTests {
  private static let token = "nmv_usr_Ab3dEf6hIj9lMn2pQr5tUv8x"
  private static let typed = [("Content-Type", "multipart/form-data; boundary=B")]

  private static func form(_ fields: [(head: String, value: String)]) -> HTTPBody {
    HTTPBody(
      fields.map {
        "--B\r\nContent-Disposition: form-data; \($0.head)\r\n\r\n\($0.value)\r\n"
      }.joined() + "--B--\r\n")
  }

  private func parts(
    _ fields: [(head: String, value: String)]
  ) async throws -> (parts: [BodyContent.FormPart], tape: Tape) {
    let folder = try TemporaryFolder()
    let recorder = try Recorder(
      wrapping: ScriptedTransport([.json("{}")]), into: folder.path + "/form.cassette",
      origin: .simulator, backend: backend, time: RealTime())
    _ = try await recorder.see("POST", "/f", headers: Self.typed, body: Self.form(fields))
    let tape = try recorder.finish()
    guard case .form(let parts) = tape.exchanges[0].request.body else { return ([], tape) }
    return (parts, tape)
  }

  @Test func `no digest of a secret is kept, short or long`() async throws {
    let (parts, tape) = try await parts([
      ("name=\"pin\"", "4711"), ("name=\"token\"", "4712"), ("name=\"API_KEY\"", "4713"),
      ("name=\"note\"", "my \(Self.token)"), ("name=\"meta\"", "{\"password\":\"4714\"}"),
    ])
    #expect(
      parts.map { $0.text } == [
        "4711", "0001", "0002", "my nmv_usr_000000000000000000000001", "{\"password\":\"0003\"}",
      ])
    let text = String(decoding: TapeText(tape).tape, as: UTF8.self)
    for secret in ["4712", "4713", "4714", Self.token, "my \(Self.token)"] {
      #expect(!text.contains(secret) && !text.contains(Digest.of(secret.utf8)), "\(secret)")
    }
    #expect(text.contains("{\"name\":\"token\",\"text\":\"0001\"}"))
  }

  @Test func `files, large fields and bytes keep their digest only`() async throws {
    let large = String(repeating: "x", count: (4 << 10) + 1)
    let (parts, _) = try await parts([
      ("name=\"files\"; filename=\"a.txt\"", "abc"), ("name=\"large\"", large),
      ("name=\"fits\"", String(large.dropFirst())),
    ])
    #expect(parts.map { $0.text == nil } == [true, true, false])
    #expect(parts.map { $0.sizeBytes } == [3, 4_097, 4_096])
    // What sha256sum prints for "abc".
    #expect(
      parts[0].sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    var bytes = BodyContent.FormPart(
      name: "b", filename: nil, contentType: nil, sizeBytes: 1, sha256: "")
    bytes.keepText([0xff])
    #expect(bytes.text == nil)
  }

  private func plays(_ tape: Tape, _ fields: [(head: String, value: String)]) async -> Bool {
    let replayer = Replayer(tape, name: "form", time: RealTime())
    let body = Self.form(fields)
    let seen = try? await replayer.see("POST", "/f", headers: Self.typed, body: body)
    return seen != nil
  }

  @Test func `credentials do not decide, everything else does`() async throws {
    let (_, tape) = try await parts([("name=\"a\"", "abc"), ("name=\"token\"", "of-yesterday")])
    let fits = await plays(tape, [("name=\"a\"", "abc"), ("name=\"token\"", "another")])
    let other = await plays(tape, [("name=\"a\"", "abd"), ("name=\"token\"", "of-yesterday")])
    let file = await plays(
      tape, [("name=\"a\"; filename=\"x\"", "abc"), ("name=\"token\"", "of-yesterday")])
    #expect(fits && !other && !file)
  }

  @Test func `a tape that has only digests answers the same request`() async throws {
    let (parts, tape) = try await parts([("name=\"a\"", "abc")])
    var old = tape
    old.exchanges[0].request.body = .form(
      parts.map {
        .init(
          name: $0.name, filename: nil, contentType: nil, sizeBytes: 3,
          sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
      })
    #expect(RequestForms(old).forms[0].key == RequestForms(tape).forms[0].key)
    let fits = await plays(old, [("name=\"a\"", "abc")])
    let other = await plays(old, [("name=\"a\"", "abd")])
    #expect(fits && !other)
  }

  @Test(arguments: [
    "{\"name\":\"a\"}", "{\"name\":\"a\",\"text\":1}",
    "{\"name\":\"a\",\"text\":\"b\",\"size\":1,\"sha256\":\"\"}",
    "{\"name\":\"a\",\"filename\":\"c\",\"text\":\"b\"}", "{\"text\":\"b\"}",
  ])
  func `a part is a text or a digest, and nothing between`(part: String) {
    let bytes = Array("[\(part)]".utf8)
    let parts = JSONNode.parse(bytes).flatMap { JSONBytes.parts(from: $0, in: bytes) }
    #expect(parts == nil)
  }

  @Test func `sealing refuses a secret in a field`() throws {
    let folder = try TemporaryFolder()
    for (name, text) in [("token", "abc"), ("note", Self.token), ("sig", "0123abcd")] {
      let cassette = try Cassette(named: name, in: folder.path)
      let request = Exchange.Request(
        method: "POST", url: backend,
        body: .form([.init(name: name, contentType: nil, text: text)]))
      let header = Tape.Header(
        origin: .live, backend: backend, recorded: WallTime(sinceEpoch: .zero))
      let exchange = Exchange(
        id: "x-1", request: request, response: nil, end: ExchangeEnd(.closed))
      let error = #expect(throws: CassetteError.self) {
        try cassette.write(Tape(header: header, exchanges: [exchange]))
      }
      #expect(error?.code == .secretFound)
    }
  }
}
