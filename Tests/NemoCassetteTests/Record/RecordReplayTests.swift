import NemoCassette
import NemoHTTP
import NemoTime
import Testing

/// What was recorded is what is played: in either form of the tape.
struct RecordReplayTests {
  /// Five events, cut in the middle of events and of the three bytes of each Chinese character.
  private static let chunks: [[UInt8]] = [
    Array("data: {\"type\":\"text\",\"content\":\"".utf8) + [0xe5, 0xb7],
    [0xb2], Array("\"}\n\ndata: {\"type\":\"heart".utf8),
    Array("beat\"}\n\ndata:\n\n".utf8) + Array("data: ".utf8) + [0xe5],
    [0x89, 0xaa] + Array("\r\n\r".utf8), Array("\ndata: end".utf8),
  ]

  @Test func `a stream replays with the recorded chunks, cuts and pauses in virtual time`()
    async throws
  {
    try await VirtualTime.run { time in
      let folder = try TemporaryFolder()
      let path = folder.path + "/stream.cassette"
      var answer = ScriptedTransport.Answer.events(Self.chunks, pause: .milliseconds(1_250))
      answer.endAfter = .seconds(300)
      let script = ScriptedTransport([answer], time: time)
      let recorder = try Recorder(
        wrapping: script, into: path, origin: .simulator, backend: backend, time: time)
      let live = try await recorder.see("POST", "/run_sse", body: HTTPBody("{}"), time: time)
      try recorder.finish()

      let replayer = try Replayer(contentsOf: path, time: time, pace: .recorded)
      let replayed = try await replayer.see("POST", "/run_sse", body: HTTPBody("{}"), time: time)
      #expect(replayed == live)
      #expect(replayed.chunks == Self.chunks)
      #expect(replayed.times.last == .milliseconds(6 * 1_250 + 300_000))
      #expect(replayer.recorded == VirtualTime.defaultOrigin)
      #expect(replayer.backendURL == backend)
      try replayer.verifyAllUsed()

      let instant = try Replayer(contentsOf: path, time: time)
      let atOnce = try await instant.see("POST", "/run_sse", body: HTTPBody("{}"), time: time)
      #expect(atOnce.chunks == Self.chunks)
      #expect(atOnce.times.allSatisfy { $0 == .zero })

      let fast = try Replayer(contentsOf: path, time: time, pace: .times(10))
      let hurried = try await fast.see("POST", "/run_sse", body: HTTPBody("{}"), time: time)
      #expect(hurried.times.first == .milliseconds(125))
    }
  }

  private static let failures: [TransportFailure] = [
    TransportFailure(.short, sent: .complete, receivedBytes: 4, detail: "no last chunk"),
    TransportFailure(.reset, sent: .complete, receivedBytes: 4),
    TransportFailure(.idle, sent: .complete, receivedBytes: 4),
    TransportFailure(.overdue, sent: .complete, receivedBytes: 4),
    TransportFailure(.init(rawValue: "odd"), sent: .possibly, receivedBytes: 4),
  ]

  @Test(arguments: failures)
  func `an exchange that failed in its body fails the same way`(failure: TransportFailure)
    async throws
  {
    let chunks = [Array("da".utf8), Array("ta".utf8)]
    let (live, replayed) = try await roundTrip([.events(chunks, failure: failure)]) {
      [try await $0.see("GET", "/run_sse")]
    }
    #expect(live.first?.failure == failure)
    #expect(replayed.map { $0.failure } == live.map { $0.failure })
    #expect(replayed.map { $0.chunks } == [chunks])
  }

  private static let refusals: [TransportFailure] = [
    TransportFailure(.unreachable, sent: .nothing, detail: "connect, errno 111"),
    TransportFailure(.unresolved, sent: .nothing),
    TransportFailure(.noResponse, sent: .possibly),
    TransportFailure(.malformed, sent: .complete),
  ]

  @Test(arguments: refusals)
  func `a request that got no answer gets none again`(refusal: TransportFailure) async throws {
    let body = "{\"a\":1}"
    let (live, replayed) = try await roundTrip([.init(refusal: refusal)]) {
      [try await $0.see("POST", "/x", body: HTTPBody(body))]
    }
    #expect(live.first?.failure == refusal)
    #expect(replayed.first?.failure == refusal)
  }

  @Test func `statuses, headers and bodies of several exchanges come back in any order`()
    async throws
  {
    let answers: [ScriptedTransport.Answer] = [
      .json("{\"code\":0}"), .json("{\"code\":1002}", status: 404),
      .init(status: 204, headers: []),
    ]
    let folder = try TemporaryFolder()
    let path = folder.path + "/several.cassette"
    let recorder = try Recorder(
      wrapping: ScriptedTransport(answers), into: path, origin: .live, backend: backend + "/",
      time: RealTime(), note: "three")
    for path in ["/a", "/b", "/c"] { _ = try await recorder.see("GET", path) }
    let tape = try recorder.finish()
    #expect(tape.header.note == "three")

    let replayer = try Replayer(contentsOf: path, time: RealTime())
    let third = try await replayer.see("GET", "/c")
    let second = try await replayer.see("GET", "/b")
    let first = try await replayer.see("GET", "/a")
    #expect(third.status == 204 && third.chunks.isEmpty)
    #expect(second.status == 404 && second.text == "{\"code\":1002}")
    #expect(first.headers == ["Content-Type: application/json"])
    try replayer.verifyAllUsed()
  }
}

/// Runs a journey while it is recorded, then again on the tape.
func roundTrip(
  _ answers: [ScriptedTransport.Answer], limits: RecordingLimits = RecordingLimits(),
  _ journey: (any HTTPTransport) async throws -> [Seen]
) async throws -> (live: [Seen], replayed: [Seen]) {
  let folder = try TemporaryFolder()
  let path = folder.path + "/journey.cassette"
  let recorder = try Recorder(
    wrapping: ScriptedTransport(answers), into: path, origin: .simulator, backend: backend,
    time: RealTime(), limits: limits)
  let live = try await journey(recorder)
  try recorder.finish()
  let replayer = try Replayer(contentsOf: path, time: RealTime())
  let replayed = try await journey(replayer)
  try replayer.verifyAllUsed()
  return (live, replayed)
}
