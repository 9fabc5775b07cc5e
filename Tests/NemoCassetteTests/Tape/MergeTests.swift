import Foundation
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// Two branches that each add to one tape, merged by git itself.
@Suite(.enabled(if: Git.isThere, "git is not installed"))
struct MergeTests {
  /// What is asked: the method and the path decide the sort, the body the key.
  private static let base = [
    ("POST", "/run_sse", "{\"n\":1}"), ("GET", "/api/state/me/latest", ""),
    ("POST", "/run_sse", "{\"n\":2}"), ("GET", "/api/credits/balance/me", ""),
  ]

  private static func tape(
    _ asked: [(String, String, String)], recorded: Int64 = 0, answer: String = "a"
  ) -> Tape {
    var tape = Tape(
      header: .init(
        origin: .simulator, backend: backend,
        recorded: WallTime(sinceEpoch: .seconds(1_795_428_000 + recorded))),
      exchanges: asked.enumerated().map { index, asked in
        let events = "data: {\"type\":\"heartbeat\"}\n\ndata: \(answer)\(asked.2)\n\n"
        let isStream = asked.1 == "/run_sse"
        let body = isStream ? events : "{\"at\":\"\(answer)\"}"
        return Exchange(
          id: "",
          request: .init(
            method: asked.0, url: backend + asked.1, body: .bytes(Array(asked.2.utf8)),
            at: .milliseconds(index + 1)),
          response: .init(
            status: 200,
            headers: [
              HeaderPair("Content-Type", isStream ? "text/event-stream" : "application/json")
            ],
            body: .bytes(Array(body.utf8)), at: .milliseconds(1),
            cuts: [.init(length: body.utf8.count, at: .milliseconds(2))]),
          end: ExchangeEnd(.closed, at: .milliseconds(3)))
      })
    tape.fillIDs()
    return tape
  }

  /// Commits a base, then one tape on each of two branches, and merges them.
  private static func merge(_ one: Tape, _ other: Tape) throws -> (Git, Cassette) {
    let git = try Git()
    let cassette = try Cassette(named: "journey", in: git.folder.path)
    try cassette.write(tape(base))
    try git.run("add", "-A")
    try git.run("commit", "-qm", "base")
    try git.run("checkout", "-qb", "other")
    try cassette.write(other)
    try git.run("commit", "-qam", "other")
    try git.run("checkout", "-q", "main")
    try cassette.write(one)
    try git.run("commit", "-qam", "one")
    try git.run("merge", "-q", "other")
    return (git, cassette)
  }

  /// Where each branch puts its exchange, and what it asks.
  private static let additions: [(Int, (String, String, String), Int, (String, String, String))] = [
    (4, ("POST", "/run_sse", "{\"n\":3}"), 4, ("POST", "/run_sse", "{\"n\":4}")),
    (2, ("POST", "/run_sse", "{\"n\":3}"), 2, ("POST", "/run_sse", "{\"n\":4}")),
    (4, ("GET", "/files/a.mp4", ""), 4, ("POST", "/run_sse", "{\"n\":4}")),
    (1, ("GET", "/files/a.mp4", ""), 1, ("GET", "/api/state/other/latest", "")),
    (0, ("GET", "/files/a.mp4", ""), 4, ("GET", "/files/b.mp4", "")),
  ]

  @Test(arguments: 0..<additions.count)
  func `two branches that each add an exchange merge, and the tape plays both`(
    number: Int
  ) async throws {
    let (place, asked, otherPlace, otherAsked) = Self.additions[number]
    var (one, other) = (Self.base, Self.base)
    one.insert(asked, at: place)
    other.insert(otherAsked, at: otherPlace)
    let (git, cassette) = try Self.merge(Self.tape(one), Self.tape(other))
    #expect(try git.run("status", "--porcelain") == "")
    let tape = try cassette.load()
    #expect(tape.exchanges.count == Self.base.count + 2)
    #expect(Set(tape.exchanges.map { $0.id }).count == tape.exchanges.count)

    let replayer = try Replayer(contentsOf: cassette.path, time: RealTime())
    for (method, path, body) in Self.base + [asked, otherAsked] {
      let seen = try await replayer.see(method, path, body: HTTPBody(body))
      #expect(seen.status == 200)
      #expect(path != "/run_sse" || seen.text.contains(body))
    }
    try replayer.verifyAllUsed()
    #expect(try TapeIndex.open(cassette.path).count == tape.exchanges.count)
    // What git has put together is canonical as it is.
    #expect(try !cassette.format())
  }

  @Test func `of two dates of an otherwise equal recording the first counts`() throws {
    let (git, cassette) = try Self.merge(
      Self.tape(Self.base, recorded: 1), Self.tape(Self.base, recorded: 2))
    let text = try String(contentsOfFile: cassette.path + "/tape.jsonl", encoding: .utf8)
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("{\"cassette\"") }.count == 2)
    #expect(try cassette.load().header.recorded.iso8601 == "2026-11-23T10:00:01Z")
    #expect(try TapeIndex.open(cassette.path).count == Self.base.count)
    #expect(try cassette.format())
    let after = try String(contentsOfFile: cassette.path + "/tape.jsonl", encoding: .utf8)
    #expect(after.split(separator: "\n").filter { $0.hasPrefix("{\"cassette\"") }.count == 1)
    withExtendedLifetime(git) {}
  }

  @Test func `two recordings of one exchange that differ are refused with the line`() throws {
    var (one, other) = (Self.base, Self.base)
    one[0].2 = "{\"n\":7}"
    other[0].2 = "{\"n\":7}"
    let (git, cassette) = try Self.merge(
      Self.tape(one, answer: "one"), Self.tape(other, answer: "two"))
    let error = #expect(throws: CassetteError.self) { try cassette.load() }
    #expect(error?.code == .unreadable)
    #expect(error?.sentence.hasPrefix("Line ") == true)
    #expect(error?.sentence.contains("\(cassette.path)/tape.jsonl") == true)
    #expect(error?.sentence.contains("keep the lines of one of them") == true)
    #expect(throws: CassetteError.self) { try cassette.format() }
    withExtendedLifetime(git) {}
  }

  @Test func `equal additions of both branches become one`() throws {
    let added = Self.base + [("GET", "/files/a.mp4", "")]
    let (git, cassette) = try Self.merge(Self.tape(added), Self.tape(added))
    #expect(try cassette.load().exchanges.count == added.count)
    withExtendedLifetime(git) {}
  }
}

/// A repository in a temporary folder.
private struct Git {
  let folder: TemporaryFolder

  static let isThere = FileManager.default.isExecutableFile(atPath: path)
  private static let path = "/usr/bin/git"

  init() throws {
    folder = try TemporaryFolder()
    try run("init", "-q", "-b", "main")
  }

  @discardableResult
  func run(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.path)
    let identity = ["-c", "user.name=nemo", "-c", "user.email=nemo@example.invalid"]
    process.arguments = ["-C", folder.path] + identity + arguments
    process.environment = [
      "GIT_CONFIG_NOSYSTEM": "1", "HOME": folder.path, "PATH": "/usr/bin:/bin",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "git \(arguments.joined(separator: " ")): \(text)")
    return text
  }
}
