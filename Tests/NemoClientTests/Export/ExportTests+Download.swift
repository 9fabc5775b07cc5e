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
    // The first attempt and four resumptions, and all of it once more after another poll.
    #expect(run.backend.seen(Self.cdn).count == 10)
    #expect(run.backend.seen(Self.poll).count == 2)
    #expect(run.store.renders().map(\.state) == [.completed])
  }

  private static func output(
    _ files: MemoryFileStore, _ entropy: any Entropy
  ) throws -> OutputFile {
    let part = OutputFile.partPath(for: "out.mp4", entropy)
    return try OutputFile("out.mp4", through: part, files: files)
  }

  @Test func `two exports to one place do not write into each other's file`() async throws {
    let files = MemoryFileStore()
    let entropy = SeededEntropy(seed: 1)
    let one = try Self.output(files, entropy)
    let other = try Self.output(files, entropy)
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
    let output = try Self.output(files, SeededEntropy(seed: 1))
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

  /// What is no whole video, from either place, whatever it says of itself.
  static let bad: [(String, ScriptedBackend.Reply)] = {
    var flipped = movie
    flipped[4] ^= 1
    var flippedLater = movie
    flippedLater[24] ^= 0x40
    let video: HTTPFields = [.contentType: "video/mp4"]
    return [
      ("a page", .file(Array("<html>Sign in</html>".utf8), headers: video)),
      ("an empty file", .file([], headers: [.contentLength: "0"])),
      ("nothing at all", .file([])),
      (
        "a file that was cut before its host saw it",
        .file(
          Array(movie[..<600]), headers: [.contentLength: "600"])
      ),
      ("a file whose host does not know its end", .file(Array(movie[..<600]))),
      ("a file without a movie", .file(Array(movie[..<24]), headers: [.contentLength: "24"])),
      ("a file whose first box is flipped", .file(flipped)),
      ("a file whose second box is flipped", .file(flippedLater)),
      ("less than was announced", .file(movie, headers: [.contentLength: "1001"])),
      (
        "another range",
        .file(
          movie, status: 206, headers: [.contentRange: "bytes 7-1006/2000"])
      ),
    ]
  }()

  @Test(arguments: ExportTests.bad)
  func `what is no whole video is not taken for one, and does not stay`(
    name: String, reply: ScriptedBackend.Reply
  ) async throws {
    let earlier = Array("the earlier one".utf8)
    let files = MemoryFileStore(["out.mp4": earlier])
    let run = try await Self.run(
      [Self.poll: [.json(Self.completed)], Self.cdn: [reply], Self.fallback: [reply]],
      files: files)
    #expect(run.error?.code == .downloadFailed, "\(name)")
    #expect(files.paths == ["out.mp4"])
    #expect(try files.bytes(of: "out.mp4") == earlier)
    // It is still rendered, and can be asked for.
    #expect(run.store.renders().map(\.state) == [.completed])
    // From the other place it is good.
    let saved = try await Self.run([
      Self.poll: [.json(Self.completed)], Self.cdn: [reply], Self.fallback: [.file(Self.movie)],
    ])
    #expect(try saved.result.get().sizeBytes == 1_000)
    #expect(try saved.files.bytes(of: "out.mp4") == Self.movie)
  }

  // Contract section 12.2, the flat body.
  @Test func `the size that the poll told counts where the file's host tells none`() async throws {
    let announced =
      #"{"status":"completed","output":{"url":"\#(Self.url)","duration":12.0,"size":1000}}"#
    var other = Sample.movie(mediaBytes: 10)
    let run = try await Self.run([
      Self.poll: [.json(announced)], Self.cdn: [.file(other)], Self.fallback: [.file(Self.movie)],
    ])
    #expect(try run.files.bytes(of: "out.mp4") == Self.movie)
    // A host that knows the file knows better than a number that was told before.
    other = Sample.movie(mediaBytes: 20)
    let size: HTTPFields = [.contentLength: "\(other.count)"]
    let sized = try await Self.run([
      Self.poll: [.json(announced)], Self.cdn: [.file(other, headers: size)],
    ])
    #expect(try sized.files.bytes(of: "out.mp4") == other)
  }

  @Test func `a cut that only the boxes show is resumed like any other`() async throws {
    let run = try await Self.run([
      Self.poll: [.json(Self.completed)],
      Self.cdn: [
        .file(Array(Self.movie[..<400]), headers: [.eTag: "\"v1\""]),
        .file(
          Array(Self.movie[400...]), status: 206, headers: [.contentRange: "bytes 400-999/1000"]),
      ],
    ])
    #expect(try run.files.bytes(of: "out.mp4") == Self.movie)
    #expect(run.backend.seen(Self.cdn).map { $0.headers[.range] } == [nil, "bytes=400-"])
  }

  @Test(arguments: [416, 200])
  func `a range that is refused or ignored starts the file again`(status: Int) async throws {
    let whole: HTTPFields = [.contentLength: "1000", .eTag: "\"v1\""]
    let cut = ScriptedBackend.Reply.End.failure(TransportFailure(.reset, sent: .complete))
    let refused = ScriptedBackend.Reply.file([], status: 416)
    let full = ScriptedBackend.Reply.file(Self.movie, headers: whole)
    let run = try await Self.run([
      Self.poll: [.json(Self.completed)],
      Self.cdn: [.file(Array(Self.movie[..<400]), headers: whole, end: cut)]
        + (status == 416 ? [refused, full] : [full]),
    ])
    #expect(try run.files.bytes(of: "out.mp4") == Self.movie)
    #expect(
      run.backend.seen(Self.cdn).map { $0.headers[.range] }
        == [nil, "bytes=400-"] + (status == 416 ? [nil] : []))
  }

  @Test func `a URL that expired is asked for again, when the fallback is none`() async throws {
    let fresh = #"{"status":"completed","output":{"url":"https://cdn.invalid/fresh.mp4"}}"#
    let run = try await Self.run([
      Self.poll: [.json(Self.completed), .json(fresh)],
      Self.cdn: [.json("<Error>expired</Error>", status: 403)],
      Self.fallback: [.json(#"{"detail":"Not Found"}"#, status: 404)],
      "GET cdn.invalid/fresh.mp4": [.file(Self.movie)],
    ])
    #expect(try run.result.get().sizeBytes == 1_000)
    #expect(run.backend.seen(Self.poll).map(\.at) == [.seconds(30), .seconds(60)])
    #expect(run.backend.seen(Sample.submit).count == 1)
    #expect(run.store.renders().map(\.state) == [.delivered])
  }

  @Test func `a file that is not there yet is fetched a little later`() async throws {
    let run = try await Self.run([
      Self.poll: [.json(Self.completed)],
      Self.cdn: [.file([], status: 404), .file(Self.movie)],
      Self.fallback: [.file([], status: 404)],
    ])
    #expect(try run.result.get().sizeBytes == 1_000)
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
      // Asked once after each poll: there was no pause for a limit and no new sign-in.
      #expect(run.backend.seen(Self.fallback).count == 2)
      #expect(run.elapsed == .seconds(60))
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
