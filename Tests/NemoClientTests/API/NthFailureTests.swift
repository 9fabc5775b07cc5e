import HTTPTypes
import NemoClient
import NemoHTTP
import NemoTime
import Testing

/// Makes the N-th operation fail, alone or with all that follow, and raises N until nothing fails.
@Suite struct NthFailureTests {
  private static let movie = Sample.movie(mediaBytes: 172)
  private static let completed =
    #"{"status":"completed","output":{"url":"https://cdn.invalid/r.mp4"}}"#

  /// Counts operations and fails one of them, or all from that one on.
  private final class Countdown: Sendable {
    private let left: Locked<Int>
    private let failed = Locked(false)
    private let isLasting: Bool

    init(_ number: Int, isLasting: Bool = false) {
      left = Locked(number)
      self.isLasting = isLasting
    }

    var hasFailed: Bool { failed.withLock { $0 } }

    func isNow() -> Bool {
      let isNow = left.withLock { left in
        left -= 1
        return left == 0 || (isLasting && left < 0)
      }
      if isNow { failed.withLock { $0 = true } }
      return isNow
    }
  }

  private struct FailingTransport: HTTPTransport {
    var base: ScriptedBackend
    var countdown: Countdown
    var failure: TransportFailure

    func send(_ request: TransportRequest) async throws -> TransportResponse {
      // What left this machine has arrived: only the answer is lost.
      if failure.sent == .nothing, countdown.isNow() { throw failure }
      var request = request
      if let path = request.head.path, path.hasPrefix("/api/render/proxy/lambda/") {
        request.head.path = "/api/render/proxy/lambda/ID"
      } else if let path = request.head.path, path.hasSuffix("/download") {
        request.head.path = "/api/render/proxy/ID/download"
      }
      let response = try await base.send(request)
      if failure.sent != .nothing, countdown.isNow() { throw failure }
      return response
    }
  }

  private struct FailingFiles: FileStore {
    var base: MemoryFileStore
    var countdown: Countdown

    private func count(_ path: String, _ operation: String) throws {
      guard !countdown.isNow() else {
        throw FileFailure(.noSpace, path: path, operation: operation)
      }
    }

    func size(of path: String) throws -> Int {
      try count(path, "read")
      return try base.size(of: path)
    }

    func reader(of path: String) throws -> any FileReader {
      try count(path, "read")
      return try base.reader(of: path)
    }

    func appender(to path: String) throws -> any FileWriter {
      try count(path, "write")
      return Writer(base: try base.appender(to: path), path: path, count: count)
    }

    func move(_ path: String, to destination: String) throws {
      try count(path, "write")
      try base.move(path, to: destination)
    }

    func remove(_ path: String) throws {
      try count(path, "remove")
      try base.remove(path)
    }

    private struct Writer: FileWriter {
      var base: any FileWriter
      var path: String
      var count: @Sendable (String, String) throws -> Void

      func write(_ bytes: [UInt8]) throws {
        try count(path, "write")
        try base.write(bytes)
      }

      func synchronize() throws {
        try count(path, "write")
        try base.synchronize()
      }
    }
  }

  private static func routes() -> [String: [ScriptedBackend.Reply]] {
    let call = #"{"type":"tool_call","name":"edit_multitrack"}"#
    let result = #"{"type":"tool_result","name":"edit_multitrack"}"#
    return [
      Sample.signIn: [.json(Sample.token)], Sample.createSession: [.json(Sample.session)],
      Sample.upload: [.json(Sample.uploaded)],
      Sample.state: [Sample.state(Sample.clip), Sample.state(Sample.titled)],
      Sample.message: [.stream([(.seconds(1), call), (.seconds(1), result)])],
      Sample.submit: [.json(#"{"success":true,"data":{"status":"pending"}}"#)],
      "GET api.invalid/api/render/proxy/lambda/ID": [.json(completed)],
      "GET cdn.invalid/r.mp4": [.file(movie, headers: [.contentLength: "212"])],
      "GET api.invalid/api/render/proxy/ID/download": [.file(movie)],
    ]
  }

  /// An error of the journey's message, apart from those before and after it.
  private struct TurnFailed: Error {
    var error: NemoError
  }

  /// The main job: sign in, upload, edit, export.
  private static func journey(_ configuration: ClientConfiguration) async throws {
    let session = try await Connection.open(configuration).newSession()
    _ = try await session.upload("a.mp4")
    if case .failed(let error) = await session.send("add a title") {
      throw TurnFailed(error: error)
    }
    _ = try await session.export(to: "out.mp4")
  }

  private static let failures = [
    TransportFailure(.unreachable, sent: .nothing), TransportFailure(.reset, sent: .possibly),
    TransportFailure(.idle, sent: .complete),
  ]

  @Test(arguments: failures, [false, true])
  func `promises 1, 5, 7 and 10 hold whichever request fails, alone or for good`(
    failure: TransportFailure, isLasting: Bool
  ) async throws {
    var number = 0
    var goesOn = true
    while goesOn, number < 100 {
      number += 1
      goesOn = try await Self.runFailing(
        Countdown(number, isLasting: isLasting), failure)
    }
    #expect(number > 9, "every request of the journey had its turn")
    #expect(!goesOn)
  }

  /// Whether the journey was long enough for that request to fail.
  private static func runFailing(
    _ countdown: Countdown, _ failure: TransportFailure
  ) async throws -> Bool {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, routes())
      let files = MemoryFileStore(["a.mp4": [1, 2, 3]])
      let store = MemoryClientStore()
      var configuration = ClientConfiguration(backend, time, store: store, files: files)
      configuration.transport = FailingTransport(
        base: backend, countdown: countdown, failure: failure)
      do {
        try await journey(configuration)
        #expect(try files.bytes(of: "out.mp4") == movie)
      } catch let failed as TurnFailed {
        expectAdvice(failed.error, wasSent: !backend.seen(Sample.message).isEmpty)
        #expect(!files.exists("out.mp4"))
      } catch let error as NemoError {
        #expect(!error.description.isEmpty)
        #expect(!files.exists("out.mp4"))
      }
      #expect(backend.seen(Sample.message).count <= 1)
      #expect(backend.seen(Sample.submit).count <= 1)
      #expect(store.renders().count >= backend.seen(Sample.submit).count)
      #expect(files.paths.allSatisfy { !$0.hasSuffix(".part") })
      #expect(time.now.sinceOrigin < .seconds(600))
      return countdown.hasFailed
    }
  }

  /// Promise 1: a person who follows the error's advice never pays for an edit twice.
  private static func expectAdvice(_ error: NemoError, wasSent: Bool) {
    #expect(error.wasSent == wasSent)
    guard wasSent else { return }
    #expect(error.operation == .edit)
    #expect(!error.description.lowercased().contains("try again"))
    #expect(error.description.contains("look at the timeline before"))
  }

  @Test func `promise 5: whichever file operation fails, the earlier video or the new one stands`()
    async throws
  {
    var number = 0
    var goesOn = true
    while goesOn, number < 100 {
      number += 1
      goesOn = try await Self.runFailing(fileOperation: number)
    }
    #expect(number > 8)
    #expect(!goesOn)
  }

  private static func runFailing(fileOperation number: Int) async throws -> Bool {
    try await VirtualTime.run { time in
      let earlier = Array("the earlier video".utf8)
      let files = MemoryFileStore(["a.mp4": [1, 2, 3], "out.mp4": earlier])
      let countdown = Countdown(number)
      let backend = ScriptedBackend(time, routes())
      var configuration = ClientConfiguration(
        backend, time, files: FailingFiles(base: files, countdown: countdown))
      configuration.transport = FailingTransport(
        base: backend, countdown: Countdown(0), failure: TransportFailure(.other, sent: .nothing))
      do {
        try await journey(configuration)
        #expect(try files.bytes(of: "out.mp4") == movie)
      } catch let error as NemoError {
        let codes: [NemoError.Code] = [.outputNotWritable, .fileNotReadable]
        #expect(codes.contains(error.code))
        #expect(try files.bytes(of: "out.mp4") == earlier)
      }
      #expect(backend.seen(Sample.message).count <= 1)
      return countdown.hasFailed
    }
  }
}
