import RawSockets
import SimulatorService
import Testing

/// Multipart bodies that are not forms with files are refused, and nothing is left of them.
@Suite(.timeLimit(.minutes(2))) struct FormTests {
  static let bad: [(name: String, type: String, body: [UInt8])] = [
    ("without an end", Form.type, Form.part(named: "a.mp4")),
    ("cut in a delimiter", Form.type, Form.part(named: "a.mp4") + Array("--bn".utf8)),
    ("cut in a head", Form.type, Array("--bnd\r\nContent-Disp".utf8)),
    ("empty", Form.type, []),
    ("only its end", Form.type, Form.end),
    ("another boundary", "multipart/form-data; boundary=other", Form.file(named: "a.mp4")),
    ("no boundary", "multipart/form-data", Form.file(named: "a.mp4")),
    ("an empty boundary", "multipart/form-data; boundary=", Form.file(named: "a.mp4")),
    (
      "a boundary too long",
      "multipart/form-data; boundary=" + String(repeating: "b", count: 71), Form.end
    ),
    ("no multipart at all", Form.type, Array("{}".utf8)),
    ("a preamble of 20 kB", Form.type, [UInt8](repeating: 32, count: 20_000) + Form.end),
    ("a head of 20 kB", Form.type, Form.part(named: String(repeating: "a", count: 20_000))),
    ("a part without a head", Form.type, Form.part("") + Form.end),
    (
      "a field of 2 MB", Form.type,
      Form.part("Content-Disposition: form-data; name=\"x\"", [UInt8](repeating: 1, count: 2 << 20))
        + Form.end
    ),
    (
      "a form in a form", Form.type,
      Form.part(
        "Content-Disposition: form-data; name=\"files\"\r\n"
          + "Content-Type: multipart/mixed; boundary=inner",
        Array("--inner\r\nContent-Disposition: file; filename=\"a.mp4\"\r\n\r\n".utf8)
          + Form.content + Array("\r\n--inner--".utf8)) + Form.end
    ),
    (
      "a file in another field", Form.type,
      Form.part(named: "a.mp4")
        + Form.part("Content-Disposition: form-data; name=\"other\"; filename=\"b.mp4\"")
        + Form.end
    ),
    (
      "10,000 parts", Form.type,
      (0..<10_000).flatMap { _ in Form.part("Content-Disposition: form-data; name=\"x\"", []) }
        + Form.end
    ),
    (
      "carriage returns alone", Form.type,
      Array("--bnd\r\n\r\n".utf8) + [UInt8](repeating: 13, count: 100_000)
    ),
    (
      "delimiters with blanks", Form.type,
      Array("--bnd\r\n\r\n".utf8)
        + Array(
          repeating: Array(("\r\n--bnd" + String(repeating: " ", count: 250)).utf8), count: 400
        )
        .joined()
    ),
  ]

  @Test(arguments: bad.indices) func `a bad form is refused`(_ index: Int) async throws {
    let (name, type, body) = Self.bad[index]
    try await Backend.run { backend in
      let session = try await backend.makeSession()
      let answer = try await backend.post(Paths.upload(session), body, type: type)
      #expect(answer.status == 422, "\(name): \(answer.text)")
      #expect(answer.code == 422, "\(name): \(answer.text)")
    }
  }

  @Test(arguments: ["multipart/form-data; boundary=bnd", "Multipart/Form-Data; Boundary=\"bnd\""])
  func `a good form is taken, however its type is spelt`(_ type: String) async throws {
    try await Backend.run { backend in
      let session = try await backend.makeSession()
      let answer = try await backend.post(
        Paths.upload(session), Form.file(named: "a.mp4"), type: type)
      #expect(answer.status == 200 && answer.code == nil || answer.code == 0, "\(answer.text)")
    }
  }

  /// Otherwise its files would be stored, and nobody would ever fetch them.
  @Test func `a form for another operation or another's session is refused before it is read`()
    async throws
  {
    let media = CountingMediaStore()
    try await Backend.run(media: media) { backend in
      let file = Form.file(named: "a.mp4")
      for path in [Paths.session, Paths.message, Paths.render, "/api/auth/anonymous-token"] {
        let answer = try await backend.post(path, file, type: Form.type)
        #expect(answer.code == 422, "\(path): \(answer.text)")
      }
      let stranger = try await backend.post(Paths.upload("7"), file, type: Form.type)
      #expect(stranger.code == 1002)
    }
    #expect(media.uploadCount == 0)
  }

  @Test func `a client that leaves in the middle of a file leaves nothing behind`() async throws {
    let media = CountingMediaStore()
    try await Backend.run(media: media) { backend in
      let session = try await backend.makeSession()
      let client = try RawClient(port: backend.port)
      try client.send(
        "POST \(Paths.upload(session)) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
          + "\(Backend.token)\r\nContent-Type: \(Form.type)\r\nContent-Length: 1000000\r\n\r\n")
      try client.send(Form.part(named: "a.mp4"))
      await media.begun.wait()
      client.close()
      await media.dropped.wait()
    }
  }
}
