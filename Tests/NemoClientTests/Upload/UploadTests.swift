import HTTPTypes
import NemoClient
import NemoHTTP
import NemoTime
import Testing

@Suite struct UploadTests {
  private func open(
    _ time: VirtualTime, _ backend: ScriptedBackend, _ files: MemoryFileStore,
    policy: ClientPolicy = .vendor
  ) async throws -> EditingSession {
    var configuration = ClientConfiguration(
      backend, time, files: files, suppliedToken: "nmv_usr_GIVEN")
    configuration.policy = policy
    return try await Connection.open(configuration).session(Sample.stored)
  }

  // RFC 7578; the field's name is contract section 11, the media type section 17.
  @Test func `a file goes out as one multipart field named files`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.upload: [.json(Sample.uploaded)]])
      let files = MemoryFileStore([#"clips/my "best" 片段.MOV"#: Array("MOVIE".utf8)])
      let session = try await open(time, backend, files)
      let told = Locked<[UploadProgress]>([])
      let uploaded = try await session.upload(#"clips/my "best" 片段.MOV"#) { progress in
        told.withLock { $0.append(progress) }
      }
      let request = try #require(backend.seen.first)
      let type = try #require(request.headers[.contentType])
      let boundary = String(type.dropFirst("multipart/form-data; boundary=".count))
      #expect(type == "multipart/form-data; boundary=\(boundary)")
      #expect(boundary.count == 37)
      #expect(
        request.text == "--\(boundary)\r\n"
          + "Content-Disposition: form-data; name=\"files\"; "
          + "filename=\"my %22best%22 片段.MOV\"\r\n"
          + "Content-Type: video/quicktime\r\n\r\nMOVIE\r\n--\(boundary)--\r\n")
      #expect(told.withLock { $0.last } == UploadProgress(sentBytes: 5, totalBytes: 5))
      #expect(uploaded.map(\.filename) == ["a.mp4"])
      #expect(uploaded.first?.durationSeconds == 12)
    }
  }

  @Test func `a large file is sent in pieces and wholly`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.upload: [.json(Sample.uploaded)]])
      let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
      let session = try await open(time, backend, MemoryFileStore(["a.mp4": bytes]))
      let told = Locked<[Int]>([])
      _ = try await session.upload("a.mp4") { progress in
        told.withLock { $0.append(progress.sentBytes) }
      }
      let body = try #require(backend.seen.first?.body)
      let start = try #require(body.firstRange(of: Array("\r\n\r\n".utf8))).upperBound
      #expect(Array(body[start..<start + bytes.count]) == bytes)
      #expect(told.withLock { $0 } == told.withLock { $0.sorted() })
      #expect(told.withLock { $0.last } == 200_000)
    }
  }

  @Test(arguments: [
    ("missing.mp4", NemoError.Code.fileNotFound), ("empty.mp4", .emptyFile),
    ("notes.txt", .unsupportedFile), ("mp4", .unsupportedFile), (".mp4", .unsupportedFile),
    ("large.mp4", .fileTooLarge),
  ])
  func `a file that can't be taken is told before anything is sent`(
    path: String, code: NemoError.Code
  ) async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [:])
      let files = MemoryFileStore([
        "empty.mp4": [], "notes.txt": [1], "mp4": [1], ".mp4": [1],
        "large.mp4": [UInt8](repeating: 0, count: 1_001),
      ])
      var policy = ClientPolicy.vendor
      policy.largestUpload = 1_000
      let session = try await open(time, backend, files, policy: policy)
      let error = await #expect(throws: NemoError.self) { try await session.upload(path) }
      #expect(error?.code == code)
      #expect(error?.wasSent == false)
      #expect(backend.seen.isEmpty)
    }
  }

  @Test func `a refusal counts even where its body breaks off`() async throws {
    try await VirtualTime.run { time in
      let early = ScriptedBackend.Reply(
        status: 413, end: .failure(TransportFailure(.reset, sent: .possibly)))
      let backend = ScriptedBackend(time, [Sample.upload: [early]])
      let session = try await open(time, backend, MemoryFileStore(["a.mp4": [1]]))
      let error = await #expect(throws: NemoError.self) { try await session.upload("a.mp4") }
      #expect(error?.code == .fileTooLarge)
      #expect(backend.seen.count == 1)
    }
  }

  @Test func `an expired token in the middle sends the file again from its start`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.signIn: [.json(Sample.token)],
          Sample.upload: [Sample.error(1001), .json(Sample.uploaded)],
        ])
      let configuration = ClientConfiguration(
        backend, time, files: MemoryFileStore(["a.mp4": Array("MOVIE".utf8)]))
      let session = try await Connection.open(configuration).session(Sample.stored)
      _ = try await session.upload("a.mp4")
      let bodies = backend.seen(Sample.upload).map(\.text)
      #expect(bodies.count == 2)
      #expect(bodies.first == bodies.last)
    }
  }

  @Test func `code 1002 opens a new session, so that a repetition succeeds`() async throws {
    try await VirtualTime.run { time in
      let second = #"{"code":0,"data":{"session_id":"7000000000000000002"}}"#
      let backend = ScriptedBackend(
        time,
        [
          Sample.upload: [Sample.error(1002)], Sample.createSession: [.json(second)],
          "POST api.invalid/api/upload-video/nemo_agent/me/7000000000000000002": [
            .json(Sample.uploaded)
          ],
        ])
      let session = try await open(time, backend, MemoryFileStore(["a.mp4": [1]]))
      let error = await #expect(throws: NemoError.self) { try await session.upload("a.mp4") }
      #expect(error?.code == .sessionLost)
      #expect(try await session.upload("a.mp4").count == 1)
    }
  }
}
