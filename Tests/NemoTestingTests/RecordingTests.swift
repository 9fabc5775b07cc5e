import Foundation
import Nemo
import NemoCassette
import NemoTime
import Testing

@testable import NemoTesting

@Suite struct RecordingTests {
  private struct Oops: Error {}

  private func edit(_ nemo: Connection, _ instruction: String = "add a title") async throws {
    let session = try await nemo.newSession()
    _ = try await session.upload("walkthrough.mp4")
    _ = await session.send(instruction)
    _ = try await session.timeline()
  }

  private func record(
    _ name: String = "edit", in folder: String, seed: UInt64? = nil,
    _ body: @escaping @Sendable (Connection) async throws -> Void
  ) async throws {
    try await withCassette(
      name, in: folder, mode: .record, files: Sample.files(), seed: seed, body)
  }

  private func replay(
    _ name: String = "edit", in folder: String, unused: UnusedExchanges = .refused,
    _ body: @escaping @Sendable (Connection) async throws -> Void
  ) async throws {
    try await withCassette(
      name, in: folder, mode: .replay, unused: unused, files: Sample.files(), body)
  }

  private func text(_ folder: String, _ name: String = "edit") -> Data? {
    FileManager.default.contents(atPath: "\(folder)/\(name).cassette/tape.jsonl")
  }

  @Test func `what one body records the same body replays`() async throws {
    try await Sample.withFolder { folder in
      try await record(in: folder) { try await edit($0) }
      let tape = try Cassette(named: "edit", in: folder).load()
      #expect(tape.header.origin == .simulator)
      #expect(!tape.exchanges.isEmpty)
      try await replay(in: folder) { try await edit($0) }
    }
  }

  @Test func `the same name and body give the same tape, byte for byte`() async throws {
    try await Sample.withFolder { one in
      try await Sample.withFolder { other in
        try await record(in: one) { try await edit($0) }
        try await record(in: other) { try await edit($0) }
        #expect(text(one) == text(other))
        #expect(text(one) != nil)
      }
    }
  }

  @Test func `a replay begins when the recording did`() async throws {
    try await Sample.withFolder { folder in
      try await record(in: folder) { try await edit($0) }
      let recorded = try Cassette(named: "edit", in: folder).load().header.recorded
      try await replay(in: folder) { nemo in
        let wall = try TestClock.current.wall
        #expect(wall - recorded < .seconds(60) && wall >= recorded)
        try await edit(nemo)
      }
    }
  }

  @Test func `a body that fails leaves the older cassette as it was`() async throws {
    try await Sample.withFolder { folder in
      try await record(in: folder) { try await edit($0) }
      let before = text(folder)
      await #expect(throws: Oops.self) {
        try await record(in: folder) { nemo in
          _ = try await nemo.credits()
          throw Oops()
        }
      }
      #expect(text(folder) == before)
      #expect(try !Cassette(named: "edit", in: folder).hasUnsealedRecording)
    }
  }

  @Test func `a body that fails leaves no cassette where there was none`() async throws {
    try await Sample.withFolder { folder in
      await #expect(throws: Oops.self) {
        try await record(in: folder) { _ in throw Oops() }
      }
      #expect(!FileManager.default.fileExists(atPath: folder + "/edit.cassette"))
      try await record(in: folder) { try await edit($0) }
      #expect(text(folder) != nil)
    }
  }

  @Test func `a cassette is not recorded twice in one run`() async throws {
    try await Sample.withFolder { folder in
      try await record(in: folder) { nemo in
        let error = await #expect(throws: TestBackendError.self) {
          try await withCassette("edit", in: folder, mode: .record, testName: "other()") { _ in }
        }
        #expect(error?.code == .recordedTwice)
        #expect(error?.description.contains("RecordingTests.swift") == true)
        try await edit(nemo)
      }
      #expect(text(folder) != nil)
    }
  }

  @Test func `missing records once and replays then`() async throws {
    try await Sample.withFolder { folder in
      for _ in 1...3 {
        try await withCassette("edit", in: folder, mode: .missing, files: Sample.files()) {
          try await edit($0)
        }
      }
      #expect(text(folder) != nil)
    }
  }

  @Test func `a replay without a cassette says how to record it`() async throws {
    try await Sample.withFolder { folder in
      let error = await #expect(throws: CassetteError.self) {
        try await replay(in: folder) { _ in }
      }
      #expect(error?.code == .notFound)
      #expect(error?.description.contains("NEMO_CASSETTES=record") == true)
    }
  }

  @Test func `unused exchanges fail a replay, and may be allowed`() async throws {
    try await Sample.withFolder { folder in
      try await record(in: folder) { try await edit($0) }
      let error = await #expect(throws: CassetteError.self) {
        try await replay(in: folder) { _ = try await $0.newSession() }
      }
      #expect(error?.code == .unused)
      try await replay(in: folder, unused: .allowed) { _ = try await $0.newSession() }
    }
  }

  @Test func `a body that throws is not blamed for what it did not ask for`() async throws {
    try await Sample.withFolder { folder in
      try await record(in: folder) { try await edit($0) }
      await #expect(throws: Oops.self) { try await replay(in: folder) { _ in throw Oops() } }
    }
  }

  @Test func `a scenario is recorded`() async throws {
    try await Sample.withFolder { folder in
      let outcome: @Sendable (Connection) async throws -> Void = { nemo in
        let session = try await nemo.newSession()
        _ = try await session.upload("walkthrough.mp4")
        let outcome = await session.send("add a title")
        #expect(!outcome.isSuccess)
      }
      try await withCassette(
        "edit", in: folder, mode: .record, files: Sample.files(), scenario: .outOfCredits, outcome)
      try await replay(in: folder, outcome)
    }
  }

  @Test func `a tape played at other byte boundaries gives the same`() async throws {
    try await Sample.withFolder { folder in
      let turn: @Sendable (Connection) async throws -> TurnOutcome = { nemo in
        let session = try await nemo.newSession()
        _ = try await session.upload("walkthrough.mp4")
        return await session.send("add a title simulate talkative")
      }
      let recorded = try await withCassette(
        "edit", in: folder, mode: .record, files: Sample.files(), turn)
      for seed in 1...4 as ClosedRange<UInt64> {
        let replayed = try await withCassette(
          "edit", in: folder, mode: .replay, rechunk: seed, files: Sample.files(), turn)
        #expect(replayed == recorded)
      }
    }
  }

  @Test func `a tape that is cut fails what is asked of it`() async throws {
    try await Sample.withFolder { folder in
      try await record(in: folder) { _ = try await $0.credits() }
      let tape = try Cassette(named: "edit", in: folder).load()
      let balance = try #require(tape.exchanges.first { $0.request.url.contains("/credits/") })
      let cut = TapeCut(balance.id, atByte: 5, ending: .short)
      let error = await #expect(throws: CassetteError.self) {
        try await withCassette("edit", in: folder, mode: .replay, unused: .allowed, cut: cut) {
          try await $0.credits()
        }
      }
      // The client asks once more, and the tape has one answer.
      #expect(error?.code == .exhausted)
    }
  }

  /// The recording client compares the token's end with the real calendar.
  private static func withWorldOfToday<Value: Sendable>(
    _ body: @escaping @Sendable (TestBackend) async throws -> Value
  ) async throws -> Value {
    try await withVirtualTime(startingAt: RealTime().wall) { _ in
      try await withTestBackend(.simulator(seed: 5), body)
    }
  }

  @Test func `a backend behind an address is recorded on the real clock`() async throws {
    let turn: @Sendable (TestBackend) async throws -> TurnOutcome = { backend in
      let session = try await backend.connection().newSession()
      return await session.send("generate a clip of the sea")
    }
    try await Sample.withFolder { folder in
      let recorded = try await Self.withWorldOfToday { world in
        let variables = ["NEMO_BACKEND": try await world.url(), "CI": "true"]
        let run = BackendRun(
          .cassette("network", in: folder, mode: .record), testName: "network",
          surroundings: Surroundings(variables: variables, stateFolder: ""))
        return try await run.run { backend in
          #expect(backend.time.executor == nil)
          return try await turn(backend)
        }
      }
      #expect(recorded.isSuccess)
      let tape = try Cassette(named: "network", in: folder).load()
      #expect(tape.header.origin == .local)
      #expect(tape.header.backend.hasPrefix("http://127.0.0.1:"))
      let trait = BackendTrait.cassette("network", in: folder, mode: .replay)
      let replayed = try await withTestBackend(trait, turn)
      #expect(replayed == recorded)
    }
  }
}
