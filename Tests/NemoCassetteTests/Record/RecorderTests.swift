import HTTPTypes
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// What the recorder does to a live exchange: nothing that shows, and nothing is lost.
struct RecorderTests {
  private func recorder(
    _ answers: [ScriptedTransport.Answer], in folder: TemporaryFolder,
    limits: RecordingLimits = RecordingLimits()
  ) throws -> (Recorder, ScriptedTransport, Cassette) {
    let cassette = try Cassette(named: "r", in: folder.path)
    let script = ScriptedTransport(answers)
    let recorder = try Recorder(
      wrapping: script, into: cassette.path, origin: .simulator, backend: backend,
      time: RealTime(), limits: limits)
    return (recorder, script, cassette)
  }

  @Test func `the live client gets the original bytes, and identity encoding is asked for`()
    async throws
  {
    let folder = try TemporaryFolder()
    let body = "{\"data\":{\"token\":\"nmv_usr_AbCdEfGhIjKlMnOpQr\"}}"
    let (recorder, script, cassette) = try recorder([.json(body)], in: folder)
    let seen = try await recorder.see(
      "POST", "/api/auth/anonymous-token", headers: [("Accept-Encoding", "gzip")])
    #expect(seen.text == body)
    let sent = script.requests.withLock { $0.map { $0.head.headerFields[.acceptEncoding] } }
    #expect(sent == ["identity"])
    try recorder.finish()
    #expect(!cassette.hasUnsealedRecording)
    let files = try TemporaryFolder.files(in: cassette.path)
    #expect(files.keys.sorted() == [".gitattributes", "tape.jsonl", "timing.jsonl"])
  }

  @Test func `after a kill everything that had arrived is in the database and plays`()
    async throws
  {
    let folder = try TemporaryFolder()
    let events = ["data: 1\n\n", "data: 2\n\n", "data: 3\n\n"].map { Array($0.utf8) }
    let (recorder, _, cassette) = try recorder([.json("{}"), .events(events)], in: folder)
    _ = try await recorder.see("GET", "/a")
    let response = try await recorder.send(
      .to("POST", "/run_sse", body: HTTPBody("{\"m\":1}")))
    var iterator = response.body.makeAsyncIterator()
    _ = try await iterator.next()
    _ = try await iterator.next()

    // The process dies: its files stay as they are, nothing is closed or checkpointed.
    let copy = folder.path + "/killed.cassette"
    try TemporaryFolder.copy(cassette.path, to: copy)
    let tape = try Cassette.load(copy)
    #expect(tape.exchanges.map { $0.id.prefix { $0 != "-" } } == ["a", "run_sse"])
    #expect(tape.exchanges.map { $0.end.kind } == [.closed, .unfinished])
    #expect(tape.exchanges[1].request.body == .bytes(Array("{\"m\":1}".utf8)))
    #expect(tape.exchanges[1].response?.body == .bytes(Array("data: 1\n\ndata: 2\n\n".utf8)))

    let replayer = try Replayer(contentsOf: copy, time: RealTime())
    let seen = try await replayer.see("POST", "/run_sse", body: HTTPBody("{\"m\":1}"))
    #expect(seen.chunks == Array(events.prefix(2)))
    #expect(seen.failure?.code == .short)

    // The leftover stops the next recording, until it is sealed.
    let error = #expect(throws: CassetteError.self) {
      try Recorder(
        wrapping: replayer, into: copy, origin: .live, backend: backend, time: RealTime())
    }
    #expect(error?.code == .leftover)
    try Cassette(path: copy).sealLeftover()
    #expect(try Cassette.load(copy) == tape)
    #expect(!Cassette(path: copy).hasUnsealedRecording)
  }

  @Test func `after a kill what the redactor held back is missing, and its cuts with it`()
    async throws
  {
    let folder = try TemporaryFolder()
    let chunks = ["data: 1\n\n", "data: nmv_usr_AbC", "dEfGhI"].map { Array($0.utf8) }
    let (recorder, _, cassette) = try recorder([.events(chunks + [[10]])], in: folder)
    let response = try await recorder.send(.to("GET", "/run_sse"))
    var iterator = response.body.makeAsyncIterator()
    for _ in chunks { _ = try await iterator.next() }
    let exchange = try cassette.load().exchanges[0]
    #expect(exchange.response?.body == .bytes(Array("data: 1\n\ndata: ".utf8)))
    #expect(exchange.response?.cuts.map { $0.length } == [9, 6])
    #expect(exchange.end.kind == .unfinished)
  }

  @Test func `a client that drops the response is recorded as cancelled`() async throws {
    let folder = try TemporaryFolder()
    let events = ["data: 1\n\n", "data: 2\n\n"].map { Array($0.utf8) }
    let (recorder, _, cassette) = try recorder([.events(events)], in: folder)
    func readOne() async throws {
      let response = try await recorder.send(.to("GET", "/run_sse"))
      var iterator = response.body.makeAsyncIterator()
      _ = try await iterator.next()
    }
    try await readOne()
    // Already so before the recording stops.
    #expect(try cassette.load().exchanges[0].end.kind == .cancelled)
    let tape = try recorder.finish()
    #expect(tape.exchanges[0].end.kind == .cancelled)
    #expect(tape.exchanges[0].response?.body == .bytes(events[0]))
  }

  @Test func `what is under way at the end counts as left`() async throws {
    let folder = try TemporaryFolder()
    let (recorder, _, _) = try recorder([.events([Array("data: 1\n\n".utf8), [1]])], in: folder)
    let response = try await recorder.send(.to("GET", "/run_sse"))
    var iterator = response.body.makeAsyncIterator()
    _ = try await iterator.next()
    let tape = try recorder.finish()
    #expect(tape.exchanges[0].end.kind == .cancelled)
    // The live client is not disturbed.
    #expect(try await iterator.next()?.bytes == [1])
  }

  @Test func `a body that the transport did not read is on the tape all the same`() async throws {
    var refusal = ScriptedTransport.Answer.json("{\"code\":4002}", status: 413)
    refusal.readsRequest = false
    let (live, replayed) = try await roundTrip([refusal]) {
      [try await $0.see("POST", "/x", body: HTTPBody("{\"large\":true}"))]
    }
    #expect(live.first?.status == 413)
    #expect(replayed.map { $0.text } == live.map { $0.text })
  }

  @Test func `beyond the limit only digest and size stay, and filler is served, marked`()
    async throws
  {
    let folder = try TemporaryFolder()
    let large = [UInt8](repeating: 7, count: 1_000)
    let chunks = [Array(large[..<600]), Array(large[600...])].map {
      (after: Duration.zero, bytes: $0)
    }
    let answer = ScriptedTransport.Answer(
      headers: [("Content-Type", "video/mp4"), ("Content-Length", "1000")], chunks: chunks)
    let (recorder, _, cassette) = try recorder(
      [answer, answer], in: folder, limits: RecordingLimits(storedBodyBytes: 999))
    #expect(try await recorder.see("GET", "/v.mp4").body == large)
    try recorder.finish()
    let digest = Digest.of(large)
    #expect(
      try cassette.load().exchanges[0].response?.body == .omitted(sha256: digest, sizeBytes: 1_000))

    let replayer = try Replayer(contentsOf: cassette.path, time: RealTime())
    let seen = try await replayer.see("GET", "/v.mp4")
    #expect(seen.chunks.map { $0.count } == [600, 400])
    #expect(seen.headers.contains("X-Nemo-Synthetic-Body: \(digest)"))
    #expect(seen.text.hasPrefix("nemo cassette: synthetic filler, not the recorded body\n"))
  }

  @Test func `within the limit a binary body is kept as a blob and comes back whole`() async throws
  {
    let video = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 9) }
    let answer = ScriptedTransport.Answer(
      headers: [("Content-Type", "video/mp4")],
      chunks: [(.zero, Array(video[..<16_384])), (.zero, Array(video[16_384...]))])
    let (_, replayed) = try await roundTrip([answer]) { [try await $0.see("GET", "/v.mp4")] }
    #expect(replayed.first?.body == video)
    #expect(replayed.first?.chunks.map { $0.count } == [16_384, 283_616])
  }

  @Test func `a chunk put together from deliveries is taken apart again`() async throws {
    struct Coalescing: HTTPTransport {
      func send(_ request: TransportRequest) async throws -> TransportResponse {
        let chunk = BodyChunk(
          Array("abcdef".utf8), deliveries: [.init(length: 1), .init(length: 2), .init(length: 3)])
        let rest = Locked([chunk])
        return TransportResponse(
          head: HTTPResponse(status: .ok),
          body: HTTPBody(length: nil, once: { rest.withLock { $0.popLast() } }))
      }
    }
    let folder = try TemporaryFolder()
    let recorder = try Recorder(
      wrapping: Coalescing(), into: folder.path + "/d.cassette", origin: .live, backend: backend,
      time: RealTime())
    _ = try await recorder.see("GET", "/")
    let tape = try recorder.finish()
    #expect(tape.exchanges[0].response?.cuts.map { $0.length } == [1, 2, 3])
  }

  @Test func `exchanges that overlap are recorded and played each by itself`() async throws {
    let count = 16
    func ask(_ transport: any HTTPTransport) async throws -> [Int: String] {
      try await withThrowingTaskGroup(of: (Int, String).self) { group in
        for number in 0..<count {
          group.addTask {
            let body = HTTPBody("{\"n\":\(number)}")
            return (number, try await transport.see("POST", "/run_sse", body: body).text)
          }
        }
        return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
    }
    let folder = try TemporaryFolder()
    let answers = (0..<count).map { number in
      ScriptedTransport.Answer.events(["data: ", "\(number)", "\n\n"].map { Array($0.utf8) })
    }
    let (recorder, _, cassette) = try recorder(answers, in: folder)
    let live = try await ask(recorder)
    try recorder.finish()
    let replayer = try Replayer(contentsOf: cassette.path, time: RealTime())
    #expect(try await ask(replayer) == live)
    #expect(Set(live.values).count == count)
    try replayer.verifyAllUsed()
  }

  @Test func `a file that is no database is refused as unreadable`() throws {
    let folder = try TemporaryFolder()
    let writer = try DiskFileStore().appender(to: folder.path + "/odd.sqlite")
    try writer.write(Array("not a database, but long enough to look into".utf8))
    let error = #expect(throws: CassetteError.self) {
      try Cassette.load(folder.path + "/odd.sqlite")
    }
    #expect(error?.code == .unreadable)
  }

  @Test func `a discarded recording leaves the old text`() async throws {
    let folder = try TemporaryFolder()
    let (first, _, cassette) = try recorder([.json("{}")], in: folder)
    _ = try await first.see("GET", "/a")
    let tape = try first.finish()
    let (second, _, _) = try recorder([.json("{}")], in: folder)
    _ = try await second.see("GET", "/b")
    try second.discard()
    #expect(try cassette.load() == tape)
  }
}
