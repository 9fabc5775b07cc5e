import HTTPTypes
import NemoHTTP
import NemoTime
import Testing
@testable import NemoClient

extension ExportTests {
  // MARK: Download

  @Test func `promise 3: the download carries no token, the fallback does`() async throws {
    let run = try await Self.run([
      Self.poll: [.json(Self.completed)],
      Self.cdn: [.json("<Error>expired</Error>", status: 403)],
      Self.fallback: [.file(Self.movie)],
    ])
    #expect(try run.result.get().sizeBytes == 1_000)
    #expect(run.backend.seen(Self.cdn).map { $0.headers[.authorization] } == [nil])
    #expect(
      run.backend.seen(Self.fallback).map { $0.headers[.authorization] }
        == ["Bearer nmv_usr_GIVEN"])
  }

  @Test func `a download that is cut goes on where it ended`() async throws {
    let whole: HTTPFields = [.contentLength: "1000", .eTag: "\"v1\""]
    let rest: HTTPFields = [.contentRange: "bytes 400-999/1000", .eTag: "\"v1\""]
    let cut = ScriptedBackend.Reply.End.failure(TransportFailure(.short, sent: .complete))
    let run = try await Self.run([
      Self.poll: [.json(Self.completed)],
      Self.cdn: [
        .file(Array(Self.movie[..<400]), headers: whole, end: cut),
        .file(Array(Self.movie[400...]), status: 206, headers: rest),
      ],
    ])
    #expect(try run.result.get().sizeBytes == 1_000)
    #expect(try run.files.bytes(of: "out.mp4") == Self.movie)
    let requests = run.backend.seen(Self.cdn)
    #expect(requests.map { $0.headers[.range] } == [nil, "bytes=400-"])
    #expect(requests.last?.headers[.ifRange] == "\"v1\"")
  }

  @Test func `a file that changed on the server is downloaded from its start`() async throws {
    let old: HTTPFields = [.contentLength: "1000", .eTag: "\"v1\""]
    let new: HTTPFields = [.contentLength: "1000", .eTag: "\"v2\""]
    let run = try await Self.run([
      Self.poll: [.json(Self.completed)],
      Self.cdn: [
        // Ends early without a failure: transport success is not completion.
        .file([UInt8](repeating: 7, count: 400), headers: old),
        .file(Self.movie, headers: new),
      ],
    ])
    _ = try run.result.get()
    #expect(try run.files.bytes(of: "out.mp4") == Self.movie)
  }

  @Test func `without a validator a cut download starts again`() async throws {
    let cut = ScriptedBackend.Reply.End.failure(TransportFailure(.reset, sent: .complete))
    let run = try await Self.run([
      Self.poll: [.json(Self.completed)],
      Self.cdn: [.file([1, 2, 3], end: cut), .file(Self.movie)],
    ])
    #expect(try run.files.bytes(of: "out.mp4") == Self.movie)
    #expect(run.backend.seen(Self.cdn).map { $0.headers[.range] } == [nil, nil])
  }

  @Test func `promise 5: no partial file ever stands at the final path`() async throws {
    let cut = ScriptedBackend.Reply.End.failure(TransportFailure(.reset, sent: .complete))
    let files = MemoryFileStore([
      "out.mp4": Array("the earlier one".utf8), "out.mp4.part": Array("a browser's".utf8),
    ])
    let half = ScriptedBackend.Reply.file(
      Array(Self.movie[..<400]), headers: [.contentLength: "1000", .eTag: "\"v1\""], end: cut)
    let run = try await Self.run(
      [Self.poll: [.json(Self.completed)], Self.cdn: [half], Self.fallback: [half]], files: files)
    #expect(run.error?.code == .downloadFailed)
    #expect(try files.bytes(of: "out.mp4") == Array("the earlier one".utf8))
    // What is not ours is left alone; what is ours is gone.
    #expect(files.paths == ["out.mp4", "out.mp4.part"])
    #expect(try files.bytes(of: "out.mp4.part") == Array("a browser's".utf8))
    // The first attempt and four resumptions.
    #expect(run.backend.seen(Self.cdn).count == 5)
    #expect(run.store.renders().map(\.state) == [.completed])
  }

  @Test func `two exports to one place do not write into each other's file`() async throws {
    let files = MemoryFileStore()
    let entropy = SeededEntropy(seed: 1)
    let one = try OutputFile("out.mp4", files: files, entropy: entropy)
    let other = try OutputFile("out.mp4", files: files, entropy: entropy)
    #expect(one.temporaryPath != other.temporaryPath)
    let digits = one.temporaryPath.dropFirst("out.mp4.nemo-".count).dropLast(".part".count)
    #expect(one.temporaryPath == "out.mp4.nemo-\(digits).part")
    #expect(digits.count == 8 && digits.allSatisfy(\.isHexDigit))
    try one.append([1, 2])
    try other.append([3])
    try one.commit()
    other.discard()
    #expect(try files.bytes(of: "out.mp4") == [1, 2])
    #expect(files.paths == ["out.mp4"])
  }

  @Test func `a video that can't be written after its render is kept on the backend`() throws {
    let files = MemoryFileStore()
    let output = try OutputFile("out.mp4", files: files, entropy: SeededEntropy(seed: 1))
    try files.remove(output.temporaryPath)
    let error = #expect(throws: NemoError.self) { try output.commit() }
    #expect(error?.code == .outputNotWritable)
    #expect(error?.operation == .download)
    #expect(error?.description.contains("the video is kept on the backend") == true)
  }

  @Test func `promise 5: the file is on the disk before it has its name`() async throws {
    let run = try await Self.run([
      Self.poll: [.json(Self.completed)], Self.cdn: [.file(Self.movie)],
    ])
    run.files.crash()
    #expect(try run.files.bytes(of: "out.mp4") == Self.movie)
  }

  @Test func `a page in place of the video is not taken for one`() async throws {
    let page = ScriptedBackend.Reply.file(Array("<html>Sign in</html>".utf8))
    let run = try await Self.run([
      Self.poll: [.json(Self.completed)], Self.cdn: [page], Self.fallback: [page],
    ])
    #expect(run.error?.code == .downloadFailed)
    #expect(run.files.paths.isEmpty)
  }

  // Contract section 12.4: the fallback may answer with JSON that holds the URL.
  @Test func `a fallback that names a URL is followed`() async throws {
    let named = #"{"status":"completed","output":{"url":"https://cdn.invalid/again.mp4"}}"#
    let run = try await Self.run([
      Self.poll: [.json(Self.completed)], Self.cdn: [.json("{}", status: 404)],
      Self.fallback: [.json(named)], "GET cdn.invalid/again.mp4": [.file(Self.movie)],
    ])
    #expect(try run.result.get().sizeBytes == 1_000)
    #expect(run.backend.seen("GET cdn.invalid/again.mp4").first?.headers[.authorization] == nil)
  }

  @Test(arguments: [401, 402, 429])
  func `a file host's refusal is none of the API's`(status: Int) async throws {
    let body = #"{"code":\#(status == 401 ? 1001 : status)}"#
    let refusal = ScriptedBackend.Reply.json(body, status: status)
    let named = #"{"status":"completed","output":{"url":"https://cdn.invalid/again.mp4"}}"#
    let moved = ScriptedBackend.Reply(
      status: 302, headers: [.location: "https://cdn.invalid/again.mp4"])
    for fallback in [ScriptedBackend.Reply.json(named), moved] {
      let run = try await Self.run([
        Self.poll: [.json(Self.completed)], Self.cdn: [refusal], Self.fallback: [fallback],
        "GET cdn.invalid/again.mp4": [refusal],
      ])
      #expect(run.error?.code == .downloadFailed)
      #expect(run.error?.operation == .download)
      #expect(run.error?.wasSent == true)
      // Asked once each: there was no pause for a limit and no new sign-in.
      #expect(run.backend.seen(Self.fallback).count == 1)
      #expect(!run.progress.contains { if case .rateLimited = $0 { true } else { false } })
    }
  }

  @Test func `the API's own refusal of a download is still one`() async throws {
    let run = try await Self.run([
      Self.poll: [.json(Self.completed)], Self.cdn: [.json("{}", status: 404)],
      Self.fallback: [Sample.error(402, status: 402)],
    ])
    #expect(run.error?.code == .exportBlocked)
  }

  // MARK: Resume

  @Test func `promise 10: a killed run's render is resumed without another submission`()
    async throws
  {
    let render = StoredRender(
      id: "render_1_ab", sessionID: "7000000000000000001", outputPath: "out.mp4",
      submittedAt: WallTime(millisecondsSinceEpoch: 1), state: .submitted)
    let run = try await Self.run([
      Self.poll: [.json(Self.completed)], Self.cdn: [.file(Self.movie)],
    ]) { try await $0.resume(render, progress: $1) }
    #expect(try run.result.get().renderID == "render_1_ab")
    #expect(run.backend.seen(Sample.submit).isEmpty)
    #expect(run.backend.seen(Self.poll).map(\.at) == [.zero])
    #expect(run.store.renders().map(\.state) == [.delivered])
  }

  @Test func `a render that was prepared and never arrived is submitted under a new id`()
    async throws
  {
    let render = StoredRender(
      id: "render_1_ab", sessionID: "7000000000000000001", outputPath: "out.mp4")
    let run = try await Self.run([
      Self.poll: [
        .json("{}", status: 404), .json("{}", status: 404), .json(Self.completed),
      ],
      Self.cdn: [.file(Self.movie)],
    ]) { try await $0.resume(render, progress: $1) }
    #expect(try run.result.get().renderID != "render_1_ab")
    #expect(run.backend.seen(Sample.submit).count == 1)
    #expect(run.store.renders().map(\.state) == [.failed, .delivered])
  }
}
