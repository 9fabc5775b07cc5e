import Foundation
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// A token is planted wherever one can stand. No eight bytes of it are in any file, while recording
/// and afterwards, and the live client gets every byte as it came.
struct PlantedSecretTests {
  private static let token = "nmv_usr_Ab3dEf6hIj9lMn2pQr5tUv8xYz1-Kc4_Gw7k"
  private static let bearer = "Zx9Wv8Ut7Sr6Qp5On4Ml3Kj2Ih1Gf0Ed"
  private static let claim = "clm_B1u2E3y4S5k6Y7"
  private static let secrets = [token, bearer, claim]

  // MARK: Everywhere

  @Test func `in heads, URLs, bodies, ends and the header nothing of a token is stored`()
    async throws
  {
    let escaped = Self.token.utf8.map { "\\u00" + String($0, radix: 16) }.joined()
    let upper = Self.token.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
    let json = [
      "{\"token\":\"\(Self.token)\",\"also\":\"\(Self.bearer)\"}",
      "{\"value\":\"\(Self.claim)\",\"claim_token\":\"\(Self.claim)\"}",
      "{\"t\\u006fken\":\"\(escaped)\"}",
      "{\"inner\":\"{\\\"token\\\":\\\"\(Self.token)\\\",\\\"b\\\":\\\"\(Self.bearer)\\\"}\"}",
      "{\"text\":\"line\\n\(Self.claim) and \\n\(Self.token)\",\"url\":\"https://x/?ct=\(Self.claim)\"}",
      "{\"next\":\"https%3A%2F%2Fx%3Ftoken%3D\(Self.token)%26a%3D\(upper)\"}",
      "{\"link\":\"https://x/?token=\(Self.token)\\u0026y=\(upper.lowercased())\"}",
    ]
    let answers =
      json.map { ScriptedTransport.Answer.json($0) } + [
        .init(
          status: 302,
          headers: [
            (
              "Location",
              "https://u:\(Self.bearer)@x/\(Self.token)?sig=\(Self.bearer)#ct=\(Self.claim)"
            ),
            ("Set-Cookie", "s=\(Self.bearer)"), ("ETag", "\"\(Self.token)\""),
            ("Link", "<https://x/?access_token=\(Self.token)>; rel=\"next\""),
            ("X-Request-Id", Self.token),
          ]),
        .init(refusal: TransportFailure(.other, sent: .possibly, detail: "at \(Self.token)")),
        .events([Array("data: x".utf8)], failure: .init(.reset, sent: .complete, detail: upper)),
      ]
    try await record(
      answers, backend: "\(backend)/\(Self.token)", note: "with \(Self.token)"
    ) { recorder in
      for (index, text) in json.enumerated() {
        let seen = try await recorder.see(
          "POST", "/\(Self.token)/\(upper)?a=\(upper.lowercased())&token=\(Self.bearer)",
          headers: [
            ("Authorization", "Bearer \(Self.bearer)"), ("X-Api-Key", Self.bearer),
            ("X-Unknown", Self.token), ("Accept", "application/json;t=\(Self.token)"),
            ("Cookie", "session=\(Self.token)"),
          ], body: HTTPBody(text))
        #expect(seen.text == json[index])
      }
      let form = "token=\(Self.bearer)&b=\(Self.token)&c=\(upper)"
      let formType = [("Content-Type", "application/x-www-form-urlencoded")]
      _ = try await recorder.see("POST", "/f", headers: formType, body: HTTPBody(form))
      let parts = [
        "--B\r\nContent-Disposition: form-data; name=\"\(Self.token)\"; filename=\"\(Self.token).mp4\"",
        "Content-Type: video/\(Self.bearer)", "", Self.token, "--B--", "",
      ].joined(separator: "\r\n")
      let partsType = [("Content-Type", "multipart/form-data; boundary=B")]
      let failed = try await recorder.see("PUT", "/m", headers: partsType, body: HTTPBody(parts))
      #expect(failed.failure?.detail == "at \(Self.token)")
      // The last word of the path would be the exchange's name.
      _ = try await recorder.see("GET", "/a/ZxWvUtSrQpOnMlKjIhGf?token=ZxWvUtSrQpOnMlKjIhGf")
    } also: { files in
      #expect(files.allSatisfy { !$0.value.contains("ZxWvUtSr") })
    }
  }

  @Test(arguments: 0..<3)
  func `inside of base64 and base64url nothing is stored, whatever stands before`(offset: Int)
    async throws
  {
    let before = String(repeating: "?", count: offset)
    let plain = Data("\(before)\(Self.token)>>>\(Self.bearer)?~?~".utf8).base64EncodedString()
    let urlSafe = plain.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    let percent = plain.replacing("+", with: "%2B").replacing("/", with: "%2F")
    let slashed = plain.replacing("/", with: "\\/")
    let text = "data: \(plain)\ndata: \(urlSafe)\ndata: \(percent)\ndata: \"\(slashed)\"\n\n"
    let chunks = Array(text.utf8).map { [$0] }
    try await record([.json("{\"token\":\"\(Self.token)\"}"), .events(chunks)]) { recorder in
      let bearer = [("Authorization", "Bearer \(Self.bearer)")]
      _ = try await recorder.see("GET", "/a", headers: bearer)
      let seen = try await recorder.see("GET", "/b?x=\(urlSafe)", headers: bearer)
      #expect(seen.chunks == chunks)
    }
  }

  // MARK: Streams

  @Test func `in a stream that is cut anywhere, or ends anywhere, nothing is stored`() async throws
  {
    let text = "data: {\"t\":\"\(Self.token)\",\"b\":\"\(Self.bearer)\"}\n\n"
    let bytes = Array(text.utf8)
    let cuts = Array(stride(from: 8, to: bytes.count, by: 1))
    var answers = cuts.map { cut in
      ScriptedTransport.Answer.events([Array(bytes[..<cut]), Array(bytes[cut...])])
    }
    answers += cuts.map { cut in
      .events([Array(bytes[..<cut])], failure: TransportFailure(.reset, sent: .complete))
    }
    let script = answers
    try await record(script) { recorder in
      for answer in script {
        let seen = try await recorder.see(
          "GET", "/s", headers: [("Authorization", "Bearer \(Self.bearer)")])
        #expect(seen.chunks == answer.chunks.map { $0.bytes })
      }
    }
  }

  @Test func `a known token that is spread over events leaves no eight bytes`() async throws {
    for length in [8, 11, 20] {
      let parts = stride(from: 0, to: Self.token.count, by: length).map {
        String(Self.token.dropFirst($0).prefix(length))
      }
      let events = parts.map { Array("data: {\"text\":\"\($0)\"}\n\n".utf8) }
      try await record([.json("{}"), .events(events)]) { recorder in
        _ = try await recorder.see(
          "GET", "/a", headers: [("Authorization", "Bearer \(Self.token)")])
        #expect(try await recorder.see("GET", "/s").chunks == events)
      }
    }
  }

  /// The script hands over a chunk only once the one before was read: nothing waits for the next.
  @Test func `a chunk is handed on at once, also while the redactor holds it back`() async throws {
    try await VirtualTime.run { time in
      let folder = try TemporaryFolder()
      let chunks = ["data: nmv_usr_Ab3d", "Ef6hIj9l", "\"token\":\"", "abc", "\"\n\n"]
      let script = ScriptedTransport(
        [.events(chunks.map { Array($0.utf8) }, pause: .seconds(1))], time: time)
      let recorder = try Recorder(
        wrapping: script, into: folder.path + "/p.cassette", origin: .live, backend: backend,
        time: time)
      let seen = try await recorder.see("GET", "/s", time: time)
      #expect(seen.chunks == chunks.map { Array($0.utf8) })
      #expect(seen.times == [1, 2, 3, 4, 5, 5].map { .seconds($0) })
      let cuts = try recorder.finish().exchanges[0].response?.cuts
      #expect(cuts?.map { $0.at } == [1, 2, 3, 4, 5].map { .seconds($0) })
      #expect(cuts?.map { $0.length } == chunks.map { $0.utf8.count })
    }
  }

  @Test func `random texts with secrets in them, cut anywhere, are redacted to the same length`()
    throws
  {
    for seed in UInt64(1)...150 {
      var random = SeededGenerator(seed: seed, stream: "planted")
      var redactor = Redactor()
      try redactor.learn(credential: Self.bearer)
      try redactor.learn(credential: Self.token)
      let text = Self.randomText(&random)
      var stream = RedactedStream()
      var output: [UInt8] = []
      var rest = text[...]
      while !rest.isEmpty {
        let count = min(rest.count, 1 + Int(random.next() % 40))
        output += try stream.append(Array(rest.prefix(count)), isEnd: false, &redactor)
        rest.removeFirst(count)
      }
      output += try stream.append([], isEnd: true, &redactor)
      #expect(output.count == text.count, "seed \(seed)")
      #expect(Self.traces(in: output) == [], "seed \(seed)")
      let isClean = !redactor.findsSecret(in: output)
      #expect(isClean, "seed \(seed): \(String(decoding: output, as: UTF8.self))")
    }
  }

  private static func randomText(_ random: inout SeededGenerator) -> [UInt8] {
    let noise = Array("abc\"\\{}:,%25\\u00nmv_usr_clm_?token=&sig=\"token\":\n 0/+=".utf8)
    var text: [UInt8] = []
    for _ in 0..<12 {
      for _ in 0..<(random.next() % 20) {
        text.append(noise[Int(random.next() % UInt64(noise.count))])
      }
      let secret = Array([token, bearer][Int(random.next() % 2)].utf8)
      let start = Int(random.next() % UInt64(secret.count))
      // Two tokens without anything between them are one, of another value.
      text.append(0x20)
      switch random.next() % 4 {
      case 0: text += secret + [0x20]
      case 1: text += secret[start...] + [0x20]
      case 2: text += Data(secret).base64EncodedString().utf8
      default:
        text += secret.flatMap {
          random.next() % 2 == 0 ? [$0] : Array("%\(String($0, radix: 16))".utf8)
        }
      }
    }
    return text
  }

  // MARK: Limits

  @Test func `values under twelve bytes go only at their own key`() throws {
    var redactor = Redactor()
    #expect(
      try redactor.redact("{\"token\":\"elevenbytes\",\"x\":\"elevenbytes\"}")
        == "{\"token\":\"secret-0001\",\"x\":\"elevenbytes\"}")
    #expect(
      try redactor.redact("{\"token\":\"twelve-bytes\",\"x\":\"twelve-bytes\"}")
        == "{\"token\":\"secret-00002\",\"x\":\"secret-00002\"}")
  }

  @Test func `prose, keys and numbers stay as they are`() throws {
    var redactor = Redactor()
    try redactor.learn(credential: "my-password-for-tests")
    let text =
      "{\"password_hint\":\"a password\",\"tokens\":12,\"cost\":\"100%\",\"a\":\"\\\\\"} ;a=b"
    #expect(try redactor.redact(text) == text)
  }

  /// 128 KiB in pieces of 512 bytes: what is held back must not be read again from its start.
  @Test(arguments: [
    "\"token\":\"", "nmv_usr_", "u?token=", "", "\"", "\\", "%", "\"token\" ",
  ])
  func `a long stream of what may begin a value takes time in proportion`(start: String) throws {
    var redactor = Redactor()
    try redactor.learn(credential: Self.bearer)
    var stream = RedactedStream()
    let unit = start.isEmpty ? Array("Zx9Wv8U".utf8) : [start.utf8.last ?? 0]
    let piece = Array((0..<512).map { unit[$0 % unit.count] })
    var count = try stream.append(Array(start.utf8), isEnd: false, &redactor).count
    for _ in 0..<256 { count += try stream.append(piece, isEnd: false, &redactor).count }
    count += try stream.append([], isEnd: true, &redactor).count
    #expect(count == start.utf8.count + 256 * 512)
  }

  @Test func `sealing looks into files of bodies too, over the borders of its pieces`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "blob", in: folder.path)
    // The token lies across the first 256 KiB.
    let bytes =
      [UInt8](repeating: 0x80, count: (256 << 10) - 20) + Array(Self.token.utf8)
      + [UInt8](repeating: 0x80, count: 900_000)
    let path = folder.path + "/blob"
    try DiskFileStore().appender(to: path).write(bytes)
    let blob = StoredBlob(path: path, sha256: Digest.of(bytes), sizeBytes: bytes.count)
    let exchange = Exchange(
      id: "film-1", request: .init(method: "GET", url: backend),
      response: .init(status: 200, body: .stored(blob)), end: ExchangeEnd(.closed))
    let header = Tape.Header(origin: .live, backend: backend, recorded: WallTime(sinceEpoch: .zero))
    let error = #expect(throws: CassetteError.self) {
      try cassette.write(Tape(header: header, exchanges: [exchange]))
    }
    #expect(error?.code == .secretFound)
    #expect(error?.sentence.contains("the answer of film-1") == true)
    #expect(!cassette.exists)
  }

  /// Met at a key only after it was stored.
  @Test func `a secret that was stored before it was known keeps the recording from being sealed`()
    async throws
  {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "late", in: folder.path)
    let secret = "of-no-known-shape-77"
    let recorder = try Recorder(
      wrapping: ScriptedTransport([
        .events([Array("data: \(secret)\n\n".utf8)]), .json("{\"token\":\"\(secret)\"}"),
      ]), into: cassette.path, origin: .live, backend: backend, time: RealTime())
    _ = try await recorder.see("GET", "/s")
    _ = try await recorder.see("GET", "/t")
    let error = #expect(throws: CassetteError.self) { try recorder.finish() }
    #expect(error?.code == .secretFound)
    #expect(error?.sentence.contains("the answer of s-") == true)
    #expect(error?.sentence.contains(secret) == false)
    #expect(cassette.hasUnsealedRecording)
  }

  // MARK: Helpers

  /// Records, and looks into every file before, during and after sealing.
  private func record(
    _ answers: [ScriptedTransport.Answer], backend: String = backend, note: String = "",
    _ journey: (Recorder) async throws -> Void,
    also check: ([String: [UInt8]]) -> Void = { _ in }
  ) async throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "planted", in: folder.path)
    let recorder = try Recorder(
      wrapping: ScriptedTransport(answers), into: cassette.path, origin: .live, backend: backend,
      time: RealTime(), note: note)
    try await journey(recorder)
    let recording = try TemporaryFolder.files(in: cassette.path)
    #expect(recording.keys.contains("recording.sqlite-wal"))
    try recorder.finish()
    let sealed = try TemporaryFolder.files(in: cassette.path)
    for files in [recording, sealed] {
      for (name, bytes) in files {
        #expect(Self.traces(in: bytes) == [], "in \(name)")
      }
      check(files)
    }
  }

  /// Which eight bytes of a secret, or of its encodings, stand in a file.
  private static func traces(in bytes: [UInt8]) -> [String] {
    var found: [String] = []
    bytes.withUnsafeBytes { bytes in
      for start in 0..<max(0, bytes.count - 7) {
        let gram = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
        if let text = grams[gram] { found.append(text) }
      }
    }
    return found
  }

  private static let grams: [UInt64: String] = {
    var grams: [UInt64: String] = [:]
    for secret in secrets {
      // What all tokens begin with is no secret; nor are the characters that it decides.
      let publicBytes = secret.hasPrefix("nmv_usr_") ? 8 : secret.hasPrefix("clm_") ? 4 : 0
      add(secret, from: max(0, publicBytes - 7))
      for offset in 0..<3 {
        let text = String(repeating: "?", count: offset) + secret
        let encoded = Data(text.utf8).base64EncodedString().prefix(text.utf8.count * 8 / 6)
        let start = (publicBytes + offset) * 8 / 6 + 1
        add(String(encoded), from: max(offset * 2, start - 7))
        let urlSafe = encoded.replacing("+", with: "-").replacing("/", with: "_")
        add(String(urlSafe), from: max(offset * 2, start - 7))
      }
    }
    return grams

    func add(_ text: String, from start: Int) {
      let bytes = Array(text.utf8)
      for index in start..<max(start, bytes.count - 7) {
        let piece = Array(bytes[index..<index + 8])
        let gram = piece.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
        grams[gram] = String(decoding: piece, as: UTF8.self)
      }
    }
  }()
}
