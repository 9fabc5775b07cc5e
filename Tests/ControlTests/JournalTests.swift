import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService
import Testing

/// What happened, also what nearly did.
@Suite struct JournalTests {
  @Test func `entries are told with their numbers, filtered by kind and session`() async throws {
    try await Stage.run { stage, _ in
      let guest = try await stage.guest("a")
      _ = try await guest.upload("clip.mp4", "1")
      let all = try await stage.ask(.get, "/worlds/a/journal")
      let state = try await guest.state()
      let user = try #require(Visitor.member("user_id", of: state))
      let task = try #require(Visitor.member("task_id", of: state))
      #expect(
        all.text == """
          {"entries":[\
          {"at":"2026-01-01T00:00:00Z","detail":"\(user)",\
          "kind":"signed-in","number":1,"since_start_ms":0},\
          {"at":"2026-01-01T00:00:00Z","detail":"\(task)",\
          "kind":"session-created","number":2,"session":"\(guest.session)","since_start_ms":0},\
          {"at":"2026-01-01T00:00:00Z","detail":"1 files","kind":"uploaded","number":3,\
          "session":"\(guest.session)","since_start_ms":0}],"last":3}
          """)
      let uploads = try await stage.ask(.get, "/worlds/a/journal?kind=uploaded")
      #expect(numbers(uploads) == [3])
      let session = try await stage.ask(.get, "/worlds/a/journal?session=\(guest.session)&after=2")
      #expect(numbers(session) == [3])
      let none = try await stage.ask(.get, "/worlds/a/journal?session=1")
      #expect(none.text == #"{"entries":[],"last":3}"#)
    }
  }

  private func numbers(_ answer: Visitor.Answer) -> [Int] {
    answer.text.split(separator: "\"number\":").dropFirst().compactMap { part in
      Int(part.prefix { $0.isNumber })
    }
  }

  @Test func `requests that were nearly right name what would have been, and no secret`()
    async throws
  {
    try await Stage.run { stage, _ in
      let guest = try await stage.guest("a")
      _ = try await guest.call(.get, "/api/credit/balance/simple?token=nmv_usr_Secret0123")
      _ = try await guest.call(.get, "/run_sse")
      _ = try await guest.call(
        .post, "/run_sse", #"{"app_name":"nemo_agent","user_id":"me","session_id":"1"}"#)
      _ = try await guest.call(.post, "/api/auth/anonymous-token")
      let misses = try await stage.ask(.get, "/worlds/a/journal?kind=near-miss")
      let details = misses.text.split(separator: "\"detail\":\"").dropFirst().map { part in
        String(part.prefix { $0 != "\"" })
      }
      #expect(
        details == [
          "GET /api/credit/balance/simple: There is no route GET /api/credit/balance/simple. "
            + "The nearest known route is GET /api/credits/balance/simple.",
          "GET /run_sse: /run_sse takes POST, not GET.",
          "POST /run_sse: new_message is missing or not an object.",
          "POST /api/auth/anonymous-token: X-Client-Id is missing. Generate one and send it.",
        ])
      #expect(!misses.text.contains("Secret"))
    }
  }

  @Test func `a tail tells what happens while it happens, and that a world begins anew`()
    async throws
  {
    try await Stage.run { stage, _ in
      _ = try await stage.ask(.post, "/worlds", #"{"name":"a"}"#)
      let tail = try await Visitor(transport: stage.control).open(
        .get, "/__sim/v1/worlds/a/journal/tail")
      #expect(tail.head.headerFields[.contentType] == "text/event-stream")
      var chunks = tail.body.makeAsyncIterator()
      let hello = try await chunks.next()
      #expect(hello.map { String(decoding: $0.bytes, as: UTF8.self) } == ": tail\n\n")
      let guest = try await stage.guest("a")
      var text = ""
      while !text.contains("id: 2\n"), let chunk = try await chunks.next() {
        text += String(decoding: chunk.bytes, as: UTF8.self)
      }
      #expect(text.hasPrefix("id: 1\ndata: {\"at\":\"2026-01-01T00:00:00Z\",\"detail\":\"anon_"))
      #expect(text.contains("\"session\":\"\(guest.session)\""))
      _ = try await stage.ask(.post, "/worlds/a/reset")
      let reset = try await chunks.next()
      #expect(
        reset.map { String(decoding: $0.bytes, as: UTF8.self) } == "event: reset\ndata: {}\n\n")
      _ = try await stage.ask(.delete, "/worlds/a")
      let end = try await chunks.next()
      #expect(end == nil)
    }
  }

  @Test func `a tail that comes back goes on after what it had`() async throws {
    try await Stage.run { stage, _ in
      _ = try await stage.guest("a")
      let tail = try await Visitor(transport: stage.control).open(
        .get, "/__sim/v1/worlds/a/journal/tail", [], [HTTPField.Name("Last-Event-ID")!: "1"])
      var chunks = tail.body.makeAsyncIterator()
      let first = try await chunks.next()
      let text = String(decoding: first?.bytes ?? [], as: UTF8.self)
      #expect(text.hasPrefix(": tail\n\nid: 2\n"))
    }
  }
}
