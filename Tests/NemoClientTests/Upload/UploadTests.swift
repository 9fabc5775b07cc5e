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

  @Test(arguments: [
    (413, NemoError.Code.fileTooLarge), (415, .unsupportedFile), (402, .exportBlocked),
    (403, .refused), (500, .backendTrouble),
  ])
  func `an early answer counts more than the send that broke`(
    status: Int, code: NemoError.Code
  ) async throws {
    try await VirtualTime.run { time in
      let early = ScriptedBackend.Reply(
        status: status, end: .failure(TransportFailure(.reset, sent: .possibly)))
      let backend = ScriptedBackend(time, [Sample.upload: [early]])
      let session = try await open(time, backend, MemoryFileStore(["a.mp4": [1]]))
      let error = await #expect(throws: NemoError.self) { try await session.upload("a.mp4") }
      #expect(error?.code == code)
      #expect(backend.seen.count == 1)
    }
  }

  // Contract section 11: to upload again is safe, merely wasteful.
  @Test(arguments: [
    ScriptedBackend.Reply.failure(TransportFailure(.reset, sent: .possibly)),
    .failure(TransportFailure(.noResponse, sent: .complete)), .json("<html>", status: 503),
  ])
  func `an upload that broke on its way is sent again, twice at most`(
    broken: ScriptedBackend.Reply
  ) async throws {
    try await VirtualTime.run { time in
      let good = ScriptedBackend(time, [Sample.upload: [broken, broken, .json(Sample.uploaded)]])
      let session = try await open(time, good, MemoryFileStore(["a.mp4": [1]]))
      #expect(try await session.upload("a.mp4").map(\.filename) == ["a.mp4"])
      #expect(good.seen.map(\.at) == [.zero, .seconds(1), .seconds(4)])
      let bad = ScriptedBackend(time, [Sample.upload: [broken]])
      let other = try await open(time, bad, MemoryFileStore(["a.mp4": [1]]))
      let error = await #expect(throws: NemoError.self) { try await other.upload("a.mp4") }
      #expect(error?.description.contains("Upload it again; twice does no harm.") == true)
      #expect(bad.seen.count == 3)
    }
  }

  @Test(arguments: [
    (#"[{"filename":"b.mp4"}]"#, false), (#"[{"filename":"a.mp4"}]"#, true), ("[]", false),
  ])
  func `an answer without a file is checked against state`(
    infos: String, isThere: Bool
  ) async throws {
    try await VirtualTime.run { time in
      let state = #"{"code":0,"data":{"state":{"video_infos":\#(infos)}}}"#
      let backend = ScriptedBackend(
        time,
        [Sample.upload: [.json(#"{"code":0,"data":{"files":[]}}"#)], Sample.state: [.json(state)]])
      let session = try await open(time, backend, MemoryFileStore(["a.mp4": [1]]))
      do {
        #expect(try await session.upload("a.mp4").map(\.filename) == ["a.mp4"])
        #expect(isThere)
      } catch let error as NemoError {
        #expect(!isThere)
        #expect(error.code == .unexpectedAnswer)
        #expect(error.operation == .upload)
      }
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
      #expect(
        error?.description == "The backend no longer had this project, so a new one was opened. "
          + "The old one's uploads and timeline are lost. Upload the files again.")
      #expect(try await session.upload("a.mp4").count == 1)
    }
  }
}
