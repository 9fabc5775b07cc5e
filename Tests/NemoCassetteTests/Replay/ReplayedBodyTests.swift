#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import HTTPTypes
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// Bodies that are not in memory, and heads that promise other bodies.
struct ReplayedBodyTests {
  private func play(
    _ body: BodyContent, cuts: [Int], method: String = "GET", status: Int = 200,
    headers: [HeaderPair] = []
  ) async throws -> Seen {
    var tape = Tape.of([Recorded(method, "/file")])
    tape.exchanges[0].response = .init(
      status: status, headers: headers, body: body,
      cuts: cuts.map { .init(length: $0, at: .zero) })
    return try await Replayer(tape, name: "quick", time: RealTime()).see(method, "/file")
  }

  @Test func `a stored body is served from its file in the recorded cuts`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/blob"
    var generator = SeededGenerator(seed: 7, stream: "blob")
    let block = (0..<1_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let bytes = Array(repeatElement(block, count: 3_000).joined())
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let blob = StoredBlob(path: path, sha256: Digest.of(bytes), sizeBytes: bytes.count)
    let seen = try await play(.stored(blob), cuts: [1, 16_384, 2_500_000, 483_615])
    // No more than a mebibyte is held at once: the third cut comes in three pieces.
    #expect(
      seen.chunks.map { $0.count } == [1, 16_384, 1_048_576, 1_048_576, 402_848, 483_615])
    #expect(seen.body == bytes)
  }

  @Test func `a stored body that is gone or shorter fails`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/blob"
    let blob = StoredBlob(path: path, sha256: "abc", sizeBytes: 10)
    let gone = await #expect(throws: CassetteError.self) {
      try await play(.stored(blob), cuts: [10])
    }
    #expect(gone?.sentence.contains("The body abc of the tape is missing or shorter") == true)
    try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
    let short = await #expect(throws: CassetteError.self) {
      try await play(.stored(blob), cuts: [10])
    }
    #expect(short?.code == .tampered)
  }

  @Test func `not a byte of a stored body is served when one of them was changed`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/blob"
    var bytes = Array(repeating: UInt8(7), count: 100_000)
    let blob = StoredBlob(path: path, sha256: Digest.of(bytes), sizeBytes: bytes.count)
    bytes[99_999] = 8
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    var tape = Tape.of([Recorded("GET", "/file")])
    tape.exchanges[0].response?.body = .stored(blob)
    tape.exchanges[0].response?.cuts = [.init(length: 100_000, at: .zero)]
    let replayer = Replayer(tape, name: "quick", time: RealTime())
    let body = try await replayer.send(.to("GET", "/file")).body.makeAsyncIterator()
    let error = await #expect(throws: CassetteError.self) {
      var body = body
      return try await body.next()
    }
    #expect(error?.code == .tampered)
  }

  @Test func `filler is marked and cannot be taken for content`() async throws {
    let omitted = BodyContent.omitted(sha256: "abc", sizeBytes: 3 << 20)
    let seen = try await play(
      omitted, cuts: [5, (3 << 20) - 5], headers: [HeaderPair("Content-Type", "application/json")])
    #expect(seen.headers.contains("X-Nemo-Synthetic-Body: abc"))
    #expect(seen.body.count == 3 << 20)
    #expect(seen.chunks.allSatisfy { $0.count <= 1 << 20 })
    let sentence = Array("nemo cassette: synthetic filler, not the recorded body\n".utf8)
    #expect(seen.body.starts(with: sentence + sentence))
    #expect(JSONNode.parse(Array(seen.body.prefix(1_000))) == nil)
    #expect(Digest.of(seen.body) != "abc")
  }

  @Test(arguments: [("HEAD", 200), ("GET", 304), ("GET", 204)])
  func `an answer without a body has none, whatever its length says`(method: String, status: Int)
    async throws
  {
    var tape = Tape.of([Recorded(method, "/file")])
    tape.exchanges[0].response = .init(
      status: status, headers: [HeaderPair("Content-Length", "1000")])
    let replayer = Replayer(tape, name: "quick", time: RealTime())
    let response = try await replayer.send(.to(method, "/file"))
    #expect(response.body.length == 0)
    #expect(response.head.headerFields[.contentLength] == "1000")
    #expect(try await response.body.collect(upTo: 1).isEmpty)
    try replayer.verifyAllUsed()
  }

  @Test func `a recorded GET does not answer a HEAD`() async throws {
    let replayer = Replayer(Tape.of([Recorded("GET", "/x")]), name: "quick", time: RealTime())
    await #expect(throws: CassetteError.self) { try await replayer.see("HEAD", "/x") }
  }

  @Test func `a body that was edited by hand has its own length, a short one keeps its promise`()
    async throws
  {
    let headers = [HeaderPair("Content-Length", "99")]
    let edited = try await play(.bytes([1, 2, 3]), cuts: [3], headers: headers)
    #expect(edited.headers == ["Content-Length: 3"])
    var tape = Tape.of([Recorded("GET", "/x")])
    tape.exchanges[0].response?.headers = headers
    tape.exchanges[0].end = ExchangeEnd(.short)
    let short = try await Replayer(tape, name: "quick", time: RealTime()).see("GET", "/x")
    #expect(short.headers == ["Content-Length: 99"])
    #expect(short.failure?.code == .short)
  }
}
