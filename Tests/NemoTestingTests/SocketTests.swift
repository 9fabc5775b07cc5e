import Foundation
import Nemo
import NemoCassette
import RawSockets
import Testing

@testable import NemoTesting

/// Clients of another make on the world or the tape of one test.
@Suite struct SocketTests {
  private static func client() async throws -> OutsideClient {
    OutsideClient(try await TestBackend.current.url())
  }

  /// A generation takes 100 to 300 s (contract section 16.3): nobody waits for it.
  @Test(.simulator(seed: 5)) func `a stream of minutes comes at once`() async throws {
    let began = RealTime().now
    var client = try await Self.client()
    let replies = try await client.journey()
    #expect(replies.map(\.status) == [200, 200, 200, 200])
    #expect(replies[2].text.contains("generate_video_with_seedance"))
    #expect(replies[3].text.contains("\"generated_media\":[{"))
    let backend = try TestBackend.current
    #expect(backend.time.now.sinceOrigin > .seconds(100))
    #expect(backend.time.now.sinceOrigin < .seconds(400))
    #expect(began.duration(to: RealTime().now) < .seconds(60))
  }

  @Test(.simulator(seed: 5)) func `time stands still while a client outside works`() async throws {
    let backend = try TestBackend.current
    let client = try await Self.client()
    _ = try await client.send("GET", "/__sim/v1/health")
    let before = backend.time.now
    try await RealTime().sleep(for: .milliseconds(50))
    _ = try await client.send("GET", "/__sim/v1/health")
    #expect(backend.time.now == before)
    try await backend.time.sleep(for: .seconds(600))
    #expect(before.duration(to: backend.time.now) == .seconds(600))
  }

  @Test(.simulator(seed: 5)) func `a render is finished at the first poll`() async throws {
    var client = try await Self.client()
    let state = try await client.journey()[3]
    let session = state["session_id"] ?? ""
    let draft = try #require(state.text.draft)
    let body = OutsideClient.render("r1", of: draft, in: session)
    let submitted = try await client.send("POST", "/api/render/proxy/lambda", body)
    #expect(submitted.status == 200)
    let poll = try await client.send("GET", "/api/render/proxy/lambda/r1")
    #expect(poll["status"] == "completed")
    let file = try await client.send("GET", poll["url"] ?? "")
    #expect(file.status == 200)
    #expect(file.text.dropFirst(4).hasPrefix("ftyp"))
  }

  @Test(.simulator(seed: 5)) func `both ways in lead to the same world`() async throws {
    let backend = try TestBackend.current
    let nemo = try await backend.connection()
    var client = try await Self.client()
    _ = try await client.journey()
    let session = try await nemo.newSession()
    let outcome = await session.send("generate a clip of the sea")
    #expect(outcome.isSuccess)
    #expect(backend.world?.journal.filter { $0.kind == .sessionCreated }.count == 2)
  }

  @Test(.simulator(seed: 5)) func `the address stays the same`() async throws {
    let backend = try TestBackend.current
    async let one = backend.url()
    async let other = backend.url()
    let urls = try await [one, other, backend.url()]
    #expect(Set(urls).count == 1)
    #expect(urls[0].hasPrefix("http://127.0.0.1:"))
  }

  @Test func `after the last client outside a stall is found again`() async throws {
    let error = await #expect(throws: TestBackendError.self) {
      try await withVirtualTime { _ in
        _ = try await withTestBackend(.simulator(seed: 1)) { try await $0.url() }
        let (never, continuation) = AsyncStream<Void>.makeStream()
        for await _ in never {}
        withExtendedLifetime(continuation) {}
      }
    }
    #expect(error?.code == .stalled)
  }

  @Test func `after the test the address is refused`() async throws {
    let backend = try await withTestBackend(.simulator(seed: 1)) { $0 }
    let error = await #expect(throws: TestBackendError.self) { try await backend.url() }
    #expect(error?.code == .ended)
  }

  /// Raw bytes, on a thread of their own.
  @Test(.simulator(seed: 9), arguments: 1...12)
  func `parallel tests each have a world and a socket of their own`(number: Int) async throws {
    let url = try await TestBackend.current.url()
    let raw = try RawClient(port: try #require(Int(url.split(separator: ":").last ?? "")))
    for _ in 1...number {
      try raw.send(
        "POST /api/auth/anonymous-token HTTP/1.1\r\nHost: a\r\nX-Client-Id: c\r\n"
          + "Content-Length: 0\r\n\r\n")
      _ = try await raw.receive(until: "}")
    }
    raw.close()
    let journal = try #require(try TestBackend.current.world?.journal)
    #expect(journal.filter { $0.kind == .signedIn }.count == 1)
    #expect(journal.filter { $0.kind == .refused }.count == number - 1)
  }
}

extension String {
  /// The object behind `"draft":`.
  fileprivate var draft: String? {
    guard let start = range(of: "\"draft\":")?.upperBound else { return nil }
    var depth = 0
    for index in self[start...].indices {
      if self[index] == "{" { depth += 1 }
      if self[index] == "}" { depth -= 1 }
      if depth == 0 { return String(self[start...index]) }
    }
    return nil
  }
}

/// A tape that clients of another make record and play.
@Suite struct TapeSocketTests {
  private func journey(
    _ folder: String, _ mode: CassetteMode, client: String = "a-client-of-another-make-1"
  ) async throws -> [OutsideClient.Reply] {
    try await withTestBackend(.cassette("outside", in: folder, mode: mode, seed: 5)) { backend in
      var outside = OutsideClient(try await backend.url())
      let replies = try await outside.journey(client: client)
      let draft = try #require(replies[3].text.draft)
      let body = OutsideClient.render("render_1", of: draft, in: replies[1]["session_id"] ?? "")
      _ = try await outside.send("POST", "/api/render/proxy/lambda", body)
      let poll = try await outside.send("GET", "/api/render/proxy/lambda/render_1")
      // Under the socket's own address, wherever the tape was recorded.
      let file = try await outside.send("GET", poll["url"] ?? "")
      return replies + [file]
    }
  }

  @Test func `recorded and replayed, it gets the same`() async throws {
    try await Sample.withFolder { folder in
      let recorded = try await journey(folder, .record)
      let replayed = try await journey(folder, .replay)
      #expect(recorded.map(\.status) == replayed.map(\.status))
      #expect(recorded[2] == replayed[2])
      let tape = try Cassette(named: "outside", in: folder).load()
      #expect(tape.exchanges.count == 7)
      #expect(recorded[4] == replayed[4])
      #expect(recorded[4].text.dropFirst(4).hasPrefix("ftyp"))
      #expect(tape.header.backend == "http://simulator.invalid")
    }
  }

  @Test func `parallel tests play one tape, each for itself`() async throws {
    try await Sample.withFolder { folder in
      let recorded = try await journey(folder, .record)
      try await withThrowingTaskGroup(of: [OutsideClient.Reply].self) { group in
        for number in 1...4 {
          group.addTask {
            try await journey(folder, .replay, client: "a-client-of-another-make-\(number)")
          }
        }
        for try await replayed in group { #expect(replayed[2] == recorded[2]) }
      }
    }
  }

  @Test func `what the tape does not have fails the test, whatever the client makes of it`()
    async throws
  {
    try await Sample.withFolder { folder in
      _ = try await journey(folder, .record)
      let error = await #expect(throws: CassetteError.self) {
        try await withTestBackend(.cassette("outside", in: folder, mode: .replay)) { backend in
          let outside = OutsideClient(try await backend.url())
          _ = try await outside.send("GET", "/api/credits/balance/simple")
        }
      }
      #expect(error?.code == .missing)
    }
  }
}
