import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// No planted secret survives in a promised form.
struct RedactorTests {
  private static let token = "nmv_usr_Ab-Cd_EfGhIjKlMnOpQrStUvWxYz0123456789abcde"
  private static let pseudonym = "nmv_usr_0000000000000000000000000000000000000000001"

  private func redacted(_ text: String) throws -> String {
    var redactor = Redactor()
    return try redactor.redact(text)
  }

  @Test(arguments: [
    ("{\"data\":{\"token\":\"\(token)\"}}", "{\"data\":{\"token\":\"\(pseudonym)\"}}"),
    ("a \(token), b \(token).", "a \(pseudonym), b \(pseudonym)."),
    ("x?token=\(token)&y=1", "x?token=\(pseudonym)&y=1"),
    ("{\"claim_token\" : \"clm_SIMULATED\"}", "{\"claim_token\" : \"clm_000000001\"}"),
    ("{\"token\":\"short\"}", "{\"token\":\"00001\"}"),
    ("{\"token\":\"of no known shape\"}", "{\"token\":\"secret-0000000001\"}"),
    ("{\"token\":\"a\\\"b\",\"c\":1}", "{\"token\":\"0001\",\"c\":1}"),
    ("{\\\"token\\\":\\\"abcdefghijkl\\\"}", "{\\\"token\\\":\\\"secret-00001\\\"}"),
    ("u?X-Amz-Signature=0123456789abcdef&e=1", "u?X-Amz-Signature=secret-000000001&e=1"),
    (
      "{\"session_id\":\"7123456789012345678\",\"user_id\":\"anon_a1b2c3d4e5f6\"}",
      "{\"session_id\":\"7000000000000000001\",\"user_id\":\"anon_000000000001\"}"
    ),
    ("{\"session_id\":7123456789012345678}", "{\"session_id\":7000000000000000001}"),
    (
      "{\"task_id\":\"task_sim1\",\"user_id\":\"me\"}",
      "{\"task_id\":\"task_sim1\",\"user_id\":\"me\"}"
    ),
    ("tokens begin with nmv_usr_ and clm_", "tokens begin with nmv_usr_ and clm_"),
    (
      "{\"token\":null,\"tokens\":5,\"token_count\":\"x\"}",
      "{\"token\":null,\"tokens\":5,\"token_count\":\"x\"}"
    ),
    ("aclm_abcdefgh", "aclm_abcdefgh"),
  ])
  func `a value gets a pseudonym of its length`(text: String, expected: String) throws {
    #expect(try redacted(text) == expected)
    #expect(text.utf8.count == expected.utf8.count)
  }

  @Test func `a value that stands before its key is replaced there too`() throws {
    #expect(
      try redacted("[\"abcdefghijklmnop\",{\"token\":\"abcdefghijklmnop\"}]")
        == "[\"secret-000000001\",{\"token\":\"secret-000000001\"}]")
  }

  @Test func `ids that look like pseudonyms stay apart`() throws {
    let (one, two) = ("7000000000000000001", "7000000000000000002")
    var redactor = Redactor()
    let first = try redactor.redact("{\"session_id\":\"\(two)\"}")
    let second = try redactor.redact("{\"session_id\":\"\(one)\",\"of\":\"\(two)\"}")
    #expect(first == "{\"session_id\":\"\(one)\"}")
    #expect(second == "{\"session_id\":\"\(two)\",\"of\":\"\(one)\"}")
  }

  @Test func `the beginning of a secret at the end of a text goes too`() throws {
    #expect(try redacted("data: nmv_usr_Ab") == "data: nmv_usr_01")
    var redactor = Redactor()
    try redactor.learn(credential: "of-no-known-shape-at-all")
    #expect(try redactor.redact("cut: of-no-kn") == "cut: secret-0")
    #expect(try redactor.redact("cut: of-no-k") == "cut: of-no-k")
  }

  private static let odd = "of/no=known?shape~~~"

  /// base64 as Python's `base64` module writes it, for 0, 1 and 2 bytes before the value.
  @Test(arguments: [
    "of/no=known?shape~~~", "of%2Fno%3Dknown%3Fshape~~~", "of%2fno%3dknown%3fshape~~~",
    "of\\/no=known?shape~~~",
    "b2Yvbm89a25vd24/c2hhcGV+fn4=", "eG9mL25vPWtub3duP3NoYXBlfn5+",
    "eHhvZi9ubz1rbm93bj9zaGFwZX5+fg==",
    "b2Yvbm89a25vd24_c2hhcGV-fn4", "eG9mL25vPWtub3duP3NoYXBlfn5-",
    "eHhvZi9ubz1rbm93bj9zaGFwZX5-fg",
  ])
  func `a known value is found in every promised form`(text: String) throws {
    var redactor = Redactor()
    try redactor.learn(credential: Self.odd)
    let output = try redactor.redact("before \(text) after")
    #expect(!output.contains(text))
    #expect(output.utf8.count == text.utf8.count + 13)
    #expect(redactor.findsSecret(in: Array(text.utf8)))
    #expect(!redactor.findsSecret(in: Array(output.utf8)))
  }

  @Test func `base64 of the pseudonym stands for base64 of the secret`() throws {
    var redactor = Redactor()
    try redactor.learn(credential: Self.odd)
    // "secret-0000000000001", but for the last character, which what follows decides too.
    #expect(
      try redactor.redact("b2Yvbm89a25vd24/c2hhcGV+fn4=") == "c2VjcmV0LTAwMDAwMDAwMDAwMD4=")
  }

  @Test func `a stream gives the same wherever it is cut, and holds back only what is open`() throws
  {
    let text =
      "data: n nmv_usr_ByItsShape-Alone c clm_ByItsShape \"token\n\n"
      + "data: {\"token\":\"\(Self.token)\"}\n\ndata: \(Self.token) x?sig=0123456789abcdef&y\n\n"
    var whole = Redactor()
    let expected = try whole.redact(Array(text.utf8))
    #expect(!expected.contains(Self.token))
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var redactor = Redactor()
      var stream = RedactedStream()
      var output = try stream.append(Array(bytes[..<cut]), isEnd: false, &redactor)
      output += try stream.append(Array(bytes[cut...]), isEnd: true, &redactor)
      #expect(output == expected, "cut at \(cut)")
    }
    var redactor = Redactor()
    var stream = RedactedStream()
    let first = try stream.append(Array("data: some text\n\n".utf8), isEnd: false, &redactor)
    #expect(first.count == 17)
  }

  @Test func `a secret longer than the window is blotted out to its end`() throws {
    let run = String(repeating: "aB", count: Redactor.windowBytes)
    for (text, zeros) in [
      ("x nmv_usr_\(run) y", "x nmv_usr_\(String(repeating: "0", count: run.count)) y"),
      ("\"token\":\"\(run)\\\"\(run)\" y", "\"token\":\"secret-"),
      ("u?sig=\(run)&y=1", "u?sig=secret-"),
    ] {
      let bytes = Array(text.utf8)
      var redactor = Redactor()
      var stream = RedactedStream()
      var output: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: 700) {
        let chunk = Array(bytes[start..<min(bytes.count, start + 700)])
        output += try stream.append(chunk, isEnd: false, &redactor)
        #expect(start + chunk.count - output.count <= Redactor.windowBytes + 8)
      }
      output += try stream.append([], isEnd: true, &redactor)
      #expect(output.count == bytes.count)
      let isBlottedOut = output.starts(with: zeros.utf8)
      #expect(isBlottedOut, "\(text.prefix(12))")
      #expect(!String(decoding: output, as: UTF8.self).contains("BaB"))
      #expect(output.suffix(2) == bytes.suffix(2))
      #expect(!redactor.findsSecret(in: output))
    }
  }

  @Test func `pseudonyms that are all taken refuse`() throws {
    var redactor = Redactor()
    for digit in 1...9 {
      _ = try redactor.redact(
        "{\"token\":\"\(["z", "y", "x", "w", "v", "u", "t", "s", "r"][digit - 1])\"}")
    }
    let error = #expect(throws: CassetteError.self) { try redactor.redact("{\"token\":\"q\"}") }
    #expect(error?.code == .unredactable)
  }

  @Test func `nothing secret of a whole journey is in any file`() async throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "secrets", in: folder.path)
    let secrets = [
      Self.token, "clm_SecretClaim0123", "client-of-mine-0123456789", "bearer-of-no-known-shape",
      "c2Vzc2lvbj1jb29raWU", "sig-0123456789abcdef",
    ]
    let stream = Array(
      "data: {\"type\":\"text\",\"content\":\"\(Self.token)\"}\n\ndata: \(Self.token)".utf8)
    let answers: [ScriptedTransport.Answer] = [
      .init(
        headers: [
          ("Content-Type", "application/json"), ("Set-Cookie", "s=\(secrets[4])"),
          ("Location", "https://cdn.invalid/x?token=\(Self.token)&Signature=\(secrets[5])"),
        ],
        chunks: [
          (
            .zero,
            Array("{\"data\":{\"token\":\"\(Self.token)\",\"claim_token\":\"\(secrets[1])\"}}".utf8)
          )
        ]),
      .events([Array(stream[..<60]), Array(stream[60..<90]), Array(stream[90...])]),
      .init(refusal: TransportFailure(.other, sent: .possibly, detail: "for \(Self.token)")),
    ]
    let recorder = try Recorder(
      wrapping: ScriptedTransport(answers), into: cassette.path, origin: .live, backend: backend,
      time: RealTime())
    _ = try await recorder.see(
      "POST", "/api/auth/anonymous-token",
      headers: [
        ("X-Client-Id", secrets[2]), ("Authorization", "Bearer \(secrets[3])"),
        ("Cookie", secrets[4]),
      ])
    _ = try await recorder.see(
      "POST", "/run_sse?nemo_token=\(Self.token)",
      headers: [("Authorization", "Bearer \(Self.token)")],
      body: HTTPBody("{\"text\":\"\(secrets[3]) \(secrets[2])\"}"))
    _ = try await recorder.see("GET", "/\(Self.token)")

    let unsealed = try TemporaryFolder.files(in: cassette.path)
    try recorder.finish()
    let sealed = try TemporaryFolder.files(in: cassette.path)
    #expect(unsealed.keys.contains("recording.sqlite-wal"))
    for (name, bytes) in Array(unsealed) + Array(sealed) {
      for secret in secrets { #expect(!bytes.contains(secret), "\(secret) in \(name)") }
    }
    let replayer = try Replayer(contentsOf: cassette.path, time: RealTime())
    let seen = try await replayer.see("POST", "/api/auth/anonymous-token")
    #expect(seen.text.contains("\"token\":\"\(Self.pseudonym)\""))
  }

  @Test func `sealing refuses what still holds a secret, and writes nothing`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "hot", in: folder.path)
    let header = Tape.Header(origin: .live, backend: backend, recorded: WallTime(sinceEpoch: .zero))
    let bad: [Exchange.Request] = [
      .init(method: "GET", url: backend + "/?token=\(Self.token)"),
      .init(method: "GET", url: backend, headers: [HeaderPair("Authorization", "Bearer x")]),
      .init(method: "GET", url: backend, headers: [HeaderPair("X-Client-Id", "mine")]),
      .init(method: "POST", url: backend, body: .bytes(Array(Self.token.utf8))),
      .init(method: "POST", url: backend, body: .bytes(Array("{\"token\":\"a\"}".utf8))),
    ]
    for request in bad {
      let exchange = Exchange(
        id: "x-1", request: request, response: nil, end: ExchangeEnd(.closed))
      let error = #expect(throws: CassetteError.self) {
        try cassette.write(Tape(header: header, exchanges: [exchange]))
      }
      #expect(error?.code == .secretFound)
      #expect(error?.sentence.contains("x-1") == true)
    }
    #expect(!cassette.exists)
  }
}
