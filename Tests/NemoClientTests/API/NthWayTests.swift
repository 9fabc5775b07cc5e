import HTTPTypes
import NemoHTTP
import NemoTime
import Testing

@testable import NemoClient

/// SQLite's way of testing: the N-th request of a quick edit fails in each way, for every N until
/// nothing fails, alone and with all that follow.
@Suite struct NthWayTests {
  @Test(arguments: WayToFail.all, [false, true])
  func `promises 1 to 5, 7 and 10 hold whichever request fails in whatever way`(
    way: WayToFail, isLasting: Bool
  ) async throws {
    var number = 0
    var hasFailed = true
    while hasFailed, number < 60 {
      number += 1
      let run = try await NthRun.run(way, number, isLasting)
      run.check("request \(number)")
      hasFailed = run.hasFailed
    }
    #expect(!hasFailed)
    // Sign-in, session, upload, state, message, state, state, submit, two polls, file.
    #expect(number > 11, "every request of the journey had its turn")
  }

  @Test func `the journey works when nothing fails`() async throws {
    let run = try await NthRun.run(WayToFail.all[0], 1_000, false)
    run.check("nothing")
    #expect(run.file?.sizeBytes == 212)
    #expect(run.log.count == 11)
    #expect(run.facts.runs == 1)
  }
}

/// What a quick edit with a failing request left behind.
struct NthRun: Sendable {
  struct Entry: Sendable {
    var at: Duration
    var route: String
    var isFailed: Bool
  }

  var way: WayToFail
  var isLasting: Bool
  var log: [Entry]
  var facts: QuickEditBackend.Facts
  var turn: TurnOutcome?
  var said: [String]
  var file: ExportedFile?
  var error: NemoError?
  var files: MemoryFileStore
  var renders: [StoredRender]
  var elapsed: Duration
  /// All that a person could have seen.
  var texts: [String]

  var hasFailed: Bool { log.contains(where: \.isFailed) }

  static func run(_ way: WayToFail, _ number: Int, _ isLasting: Bool) async throws -> NthRun {
    try await VirtualTime.run { time in
      let backend = QuickEditBackend()
      let line = FailingLine(
        backend: backend, time: time, way: way, number: number, isLasting: isLasting)
      let run = Locked(
        NthRun(
          way: way, isLasting: isLasting, log: [], facts: .init(), said: [],
          files: MemoryFileStore(["a.mp4": [1, 2, 3]]), renders: [], elapsed: .zero, texts: []))
      let store = MemoryClientStore()
      do {
        try await journey(line, time, store, run)
      } catch let error as NemoError {
        run.withLock { $0.note(error) }
      }
      return run.withLock { run in
        run.log = line.log
        run.facts = backend.facts
        run.renders = store.renders()
        run.elapsed = time.now.sinceOrigin
        return run
      }
    }
  }

  private static func journey(
    _ line: FailingLine, _ time: VirtualTime, _ store: MemoryClientStore, _ run: Locked<NthRun>
  ) async throws {
    let configuration = ClientConfiguration(
      baseURL: "https://api.invalid", transport: line, time: time,
      entropy: SeededEntropy(seed: 1), files: run.withLock { $0.files }, store: store)
    let session = try await Connection.open(configuration).newSession()
    _ = try await session.upload("a.mp4")
    let turn = await session.send("add a title") { event in
      run.withLock { run in
        if case .said(let text) = event { run.said.append(text) }
        run.texts.append("\(event)")
      }
    }
    run.withLock { $0.turn = turn }
    if case .failed(let error) = turn { throw error }
    let file = try await session.export(to: "out.mp4") { progress in
      run.withLock { $0.texts.append("\(progress)") }
    }
    run.withLock { $0.file = file }
  }

  private mutating func note(_ error: NemoError) {
    self.error = error
    var dumped = ""
    dump(error, to: &dumped)
    texts += [error.description, String(reflecting: error), dumped]
  }
}

// MARK: What always holds

extension NthRun {
  func check(_ comment: Comment) {
    checkTurn(comment)
    checkOutput(comment)
    checkBudgets(comment)
    for text in texts { #expect(!text.contains("nmv_usr_"), comment) }
  }

  /// Promises 1 and 2.
  private func checkTurn(_ comment: Comment) {
    #expect(facts.runs <= 1, comment)
    switch turn {
    case .text(let text, _, _)?:
      #expect(text == said.joined(separator: "\n"), comment)
      #expect(facts.runs == 1, comment)
    case .changed?:
      #expect(facts.runs == 1, comment)
      #expect(said.isEmpty, comment)
    case .nothingChanged?: Issue.record("the edit ran and changed something: \(comment)")
    case .failed(let error)?: checkAdvice(error, comment)
    case nil: #expect(facts.runs == 0, comment)
    }
  }

  /// A person who follows the error's advice never pays for an edit twice.
  private func checkAdvice(_ error: NemoError, _ comment: Comment) {
    if facts.runs > 0 { #expect(error.wasSent, comment) }
    let text = error.description
    let warnings = ["look at the timeline", "may have cost credits", "credits may have been spent"]
    #expect(warnings.contains(where: text.contains) == error.wasSent, "\(text): \(comment)")
    if error.wasSent { #expect(!text.lowercased().contains("try again"), "\(text): \(comment)") }
  }

  /// Promises 5, 8 and 10.
  private func checkOutput(_ comment: Comment) {
    if file == nil {
      #expect(error != nil, comment)
      #expect(files.paths == ["a.mp4"], comment)
    } else {
      #expect(error == nil, comment)
      #expect(files.paths == ["a.mp4", "out.mp4"], comment)
      #expect((try? files.bytes(of: "out.mp4")) == QuickEditBackend.movie, comment)
    }
    #expect(Set(renders.map(\.id)).isSuperset(of: facts.renders), comment)
  }

  /// Promises 4 and 7.
  private func checkBudgets(_ comment: Comment) {
    #expect(facts.renders.count <= 2, comment)
    #expect(Set(facts.renders).count == facts.renders.count, comment)
    #expect(elapsed < .seconds(3_600), comment)
    #expect(log.count <= 80, comment)
    #expect(log.count { $0.route.hasSuffix("anonymous-token") } <= 4, comment)
    for render in renders {
      let polls = log.filter { $0.route.hasSuffix("lambda/\(render.id)") }
      // One that met a token which was not accepted is made again with the next token.
      #expect(polls.count <= (way.isRejection ? 11 : 10), comment)
    }
    if way.isRateLimit, !isLasting { checkPause(comment) }
  }

  /// 429 waits 30 s, and asks for the same once more. A file's host is not the API: there the other
  /// way to the file is taken.
  private func checkPause(_ comment: Comment) {
    guard let index = log.firstIndex(where: \.isFailed), log[index].route.contains("api.invalid"),
      log.indices.contains(index + 1)
    else { return }
    #expect(log[index + 1].route == log[index].route, comment)
    #expect(log[index + 1].at - log[index].at == .seconds(30), comment)
    #expect(file != nil, comment)
  }
}

/// Between the client and the backend: fails the N-th request, or all from that one on.
final class FailingLine: HTTPTransport {
  private let backend: QuickEditBackend
  private let time: any TimeSource
  private let way: WayToFail
  private let number: Int
  private let isLasting: Bool
  private let entries = Locked<[NthRun.Entry]>([])

  init(
    backend: QuickEditBackend, time: any TimeSource, way: WayToFail, number: Int, isLasting: Bool
  ) {
    (self.backend, self.time, self.way) = (backend, time, way)
    (self.number, self.isLasting) = (number, isLasting)
  }

  var log: [NthRun.Entry] { entries.withLock { $0 } }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let isFailing = note(request)
    guard isFailing else {
      let body = try await request.body.collect(upTo: 1 << 20)
      return try backend.answer(request, body).response(on: time)
    }
    if case .lost(let failure) = way.effect, failure.sent == .nothing { throw failure }
    let body = try await request.body.collect(upTo: 1 << 20)
    let reply = way.arrives ? backend.answer(request, body) : .json("{}")
    switch way.effect {
    case .lost(let failure): throw failure
    case .silence:
      try await time.sleep(for: .seconds(1_000_000), "an answer that never comes")
      throw TransportFailure(.idle, sent: .possibly)
    case .answered(let other): return try other.response(on: time)
    case .changed(let change): return try change(reply).response(on: time)
    }
  }

  /// Whether this is one that fails.
  private func note(_ request: TransportRequest) -> Bool {
    entries.withLock { entries in
      let isFailing = isLasting ? entries.count + 1 >= number : entries.count + 1 == number
      let path = (request.head.path ?? "").prefix { $0 != "?" }
      let route = "\(request.head.method.rawValue) \(request.head.authority ?? "")\(path)"
      entries.append(
        NthRun.Entry(at: time.now.sinceOrigin, route: route, isFailed: isFailing))
      return isFailing
    }
  }
}
