import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// Many tests at once, and many requests at once.
@Suite(.timeLimit(.minutes(5))) struct ConcurrentReplayTests {
  @Test func `fifty cassettes in fifty folders do not meet`() async throws {
    let folder = try TemporaryFolder()
    let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<50 {
        group.addTask {
          let cassette = try Cassette(named: "own-\(number)", in: folder.path)
          let recorder = try Recorder(
            wrapping: ScriptedTransport([.json("[\(number)]"), .json("[\(number),2]")]),
            into: cassette.path, origin: .simulator, backend: backend, time: RealTime())
          let live = [try await recorder.see("GET", "/x"), try await recorder.see("GET", "/x")]
          try recorder.finish()
          let replayer = try Replayer(contentsOf: cassette.path, time: RealTime())
          let again = [try await replayer.see("GET", "/x"), try await replayer.see("GET", "/x")]
          try replayer.verifyAllUsed()
          return live.map { $0.text } == again.map { $0.text }
            && live[0].text == "[\(number)]" ? 0 : 1
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }

  @Test func `of fifty requests at once each gets an exchange of its own`() async throws {
    let recorded = (1...50).map { Recorded("GET", "/poll", answer: "\($0)") }
    let replayer = Replayer(Tape.of(recorded), name: "quick", time: RealTime())
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 1...50 { group.addTask { try await replayer.see("GET", "/poll").text } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(answers == Set((1...50).map { "\($0)" }))
    try replayer.verifyAllUsed()
  }

  @Test func `fifty renders at once keep their ids`() async throws {
    let submit = "/api/render/proxy/lambda"
    var recorded = (1...50).map {
      Recorded("POST", submit, "{\"id\":\"render_\(100 + $0)\"}", answer: "render_\(100 + $0)")
    }
    recorded += (1...50).map {
      Recorded("GET", "\(submit)/render_\(100 + $0)", answer: "is render_\(100 + $0)")
    }
    let replayer = Replayer(Tape.of(recorded), name: "quick", time: RealTime())
    let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 1...50 {
        group.addTask {
          let id = "the-client-\(number)"
          let body = HTTPBody("{\"id\":\"\(id)\"}")
          let submitted = try await replayer.see("POST", submit, body: body)
          let polled = try await replayer.see("GET", submit + "/" + id)
          return submitted.text == id && polled.text == "is " + id ? 0 : 1
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(wrong == 0)
    try replayer.verifyAllUsed()
  }
}
