import Foundation
import HTTPTypes
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// What goes wrong while recording stays with the recording, and loses nothing that was there.
struct RecordingFailureTests {
  private func recorder(
    _ answers: [ScriptedTransport.Answer], in folder: TemporaryFolder,
    limits: RecordingLimits = RecordingLimits()
  ) throws -> (Recorder, Cassette) {
    let cassette = try Cassette(named: "f", in: folder.path)
    let recorder = try Recorder(
      wrapping: ScriptedTransport(answers), into: cassette.path, origin: .simulator,
      backend: backend, time: RealTime(), limits: limits)
    return (recorder, cassette)
  }

  private static let film = ScriptedTransport.Answer(
    headers: [("Content-Type", "video/mp4")],
    chunks: (0..<6).map { (.zero, [UInt8](repeating: 0x81 + UInt8($0), count: 200_000)) })

  @Test func `a body beyond 256 KiB goes to a file while it arrives, and comes back whole`()
    async throws
  {
    let folder = try TemporaryFolder()
    let limits = RecordingLimits(storedBodyBytes: 4 << 20)
    let (recorder, cassette) = try recorder([Self.film], in: folder, limits: limits)
    let response = try await recorder.send(.to("GET", "/film.mp4"))
    var body = response.body.makeAsyncIterator()
    _ = try await body.next()
    _ = try await body.next()
    let spool = cassette.path + "/blobs/.spool-0"
    #expect(try DiskFileStore().size(of: spool) == 400_000)
    while try await body.next() != nil {}
    #expect(try DiskFileStore().size(of: spool) == 1_200_000)
    let tape = try recorder.finish()
    #expect(!DiskFileStore().exists(spool))
    guard case .stored(let blob)? = tape.exchanges[0].response?.body else {
      Issue.record("the body is not in a file")
      return
    }
    let bytes = try DiskFileStore().bytes(of: blob.path)
    #expect(Digest.of(bytes) == blob.sha256)
    let isWhole = bytes == Self.film.chunks.flatMap { $0.bytes }
    #expect(isWhole)
  }

  @Test func `a body that grows beyond the limit leaves no file`() async throws {
    let folder = try TemporaryFolder()
    let limits = RecordingLimits(storedBodyBytes: 700_000)
    let (recorder, cassette) = try recorder([Self.film], in: folder, limits: limits)
    _ = try await recorder.see("GET", "/film.mp4")
    let tape = try recorder.finish()
    #expect(tape.exchanges[0].response?.body.sizeBytes == 1_200_000)
    let files = try TemporaryFolder.files(in: cassette.path)
    #expect(files.keys.allSatisfy { !$0.hasPrefix("blobs/") })
  }

  @Test func `a file that cannot be written spoils the recording, never the live answer`()
    async throws
  {
    let folder = try TemporaryFolder()
    let (recorder, cassette) = try recorder([.json("{}"), Self.film], in: folder)
    _ = try await recorder.see("GET", "/a")
    // Where the folder of the files should be, there is a file.
    try DiskFileStore().appender(to: cassette.path + "/blobs").write([1])
    let seen = try await recorder.see("GET", "/film.mp4")
    #expect(seen.body.count == 1_200_000)
    #expect(seen.failure == nil)
    let error = #expect(throws: CassetteError.self) { try recorder.finish() }
    #expect(error?.code == .unwritable)
    #expect(error?.sentence.contains("nemo cassette recover f") == true)
    // What had arrived before is still there.
    try DiskFileStore().remove(cassette.path + "/blobs")
    let report = try cassette.recover()
    #expect(report.complete.count == 1)
    #expect(report.unfinished.count == 1)
    #expect(try cassette.recover() == RecoveryReport())
  }

  @Test func `a folder that cannot be made or written is told before anything is sent`() throws {
    let error = #expect(throws: CassetteError.self) {
      try Recorder(
        wrapping: ScriptedTransport([]), into: "/proc/no-such/x.cassette", origin: .live,
        backend: backend, time: RealTime())
    }
    #expect(error?.code == .unwritable)
  }

  @Test func `what a crash at the end of sealing left is no part of the next recording`()
    async throws
  {
    let folder = try TemporaryFolder()
    let (first, cassette) = try recorder([.json("{\"old\":1}")], in: folder)
    _ = try await first.see("GET", "/old")
    let store = DiskFileStore()
    let wal = try store.bytes(of: cassette.path + "/recording.sqlite-wal")
    let tape = try first.finish()
    // Its database is gone, but not what stood beside it.
    try store.appender(to: cassette.path + "/recording.sqlite-wal").write(wal)
    #expect(try cassette.load() == tape)
    let (second, _) = try recorder([.json("{\"new\":1}")], in: folder)
    _ = try await second.see("GET", "/new")
    #expect(try second.finish().exchanges.map { $0.request.url } == [backend + "/new"])
    try FileManager.default.createDirectory(
      atPath: cassette.path + "/.sealing", withIntermediateDirectories: true)
    try store.appender(to: cassette.path + "/.sealing/part").write([1])
    #expect(try cassette.recover() == RecoveryReport())
    let files = try TemporaryFolder.files(in: cassette.path)
    #expect(files.keys.allSatisfy { !$0.hasPrefix(".sealing") })
  }

  @Test func `a request body that fails half-way is recorded as the failure it caused`()
    async throws
  {
    struct Reading: HTTPTransport {
      func send(_ request: TransportRequest) async throws -> TransportResponse {
        do { for try await _ in request.body {} } catch {
          throw TransportFailure(.unreadableBody, sent: .possibly)
        }
        return TransportResponse(head: HTTPResponse(status: .ok), body: .empty)
      }
    }
    let folder = try TemporaryFolder()
    let recorder = try Recorder(
      wrapping: Reading(), into: folder.path + "/h.cassette", origin: .live, backend: backend,
      time: RealTime())
    let chunks = Locked([Array("half".utf8)])
    let body = HTTPBody(
      length: 8,
      once: {
        guard let next = chunks.withLock({ $0.popLast() }) else {
          throw TransportFailure(.unreadableBody, sent: .nothing)
        }
        return BodyChunk(next)
      })
    let seen = try await recorder.see("POST", "/x", body: body)
    #expect(seen.failure?.code == .unreadableBody)
    let exchange = try recorder.finish().exchanges[0]
    #expect(exchange.end.kind.rawValue == "unreadable-body")
    #expect(exchange.response == nil)
  }

  @Test func `times never run backwards, whatever the transport says`() async throws {
    struct Confused: HTTPTransport {
      func send(_ request: TransportRequest) async throws -> TransportResponse {
        let now = RealTime().now
        let late = now.advanced(by: .seconds(60))
        let early = now.advanced(by: .seconds(-60))
        let rest = Locked([
          BodyChunk(
            Array("abc".utf8),
            deliveries: [.init(at: late, length: 1), .init(at: early, length: 1), .init(length: 1)])
        ])
        return TransportResponse(
          head: HTTPResponse(status: .ok),
          body: HTTPBody(length: nil, once: { rest.withLock { $0.popLast() } }))
      }
    }
    let folder = try TemporaryFolder()
    let recorder = try Recorder(
      wrapping: Confused(), into: folder.path + "/t.cassette", origin: .live, backend: backend,
      time: RealTime())
    _ = try await recorder.see("GET", "/")
    let exchange = try recorder.finish().exchanges[0]
    let times = exchange.response?.cuts.map { $0.at } ?? []
    #expect(times.count == 3)
    #expect(times == times.sorted())
    let isWithin = times.allSatisfy { $0 >= .zero && $0 <= exchange.end.at }
    #expect(isWithin)
  }

  @Test func `a large request body keeps digest and size only`() async throws {
    let folder = try TemporaryFolder()
    let (recorder, _) = try recorder([.json("{}")], in: folder)
    let large = [UInt8](repeating: 0x99, count: (1 << 20) + 1)
    _ = try await recorder.see("PUT", "/x", body: HTTPBody(large))
    let expected = BodyContent.omitted(sha256: Digest.of(large), sizeBytes: large.count)
    let isOmitted = try recorder.finish().exchanges[0].request.body == expected
    #expect(isOmitted)
  }
}
