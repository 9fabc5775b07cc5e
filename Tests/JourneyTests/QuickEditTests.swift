import Foundation
import Nemo
import NemoClient
import NemoHTTP
import NemoTesting
import Testing

/// One journey, three arms, equal outcomes.
@Suite struct QuickEditTests {
  private static let seed: UInt64 = 20_261_123

  private func inMemory() async throws -> QuickEdit.Outcome {
    let files = try QuickEdit.files()
    return try await withSimulator(seed: Self.seed, files: files) { nemo in
      try await QuickEdit.run(nemo, files)
    }
  }

  @Test func `the journey does what was asked`() async throws {
    let outcome = try await inMemory()
    #expect(outcome.turns.allSatisfy { $0.isSuccess })
    #expect(outcome.turns.allSatisfy { !$0.changes.isEmpty })
    #expect(outcome.timeline?.hasPrefix("Timeline (") == true)
    #expect(outcome.timeline?.contains("Title: \"Lumen notes\"") == true)
    #expect(outcome.timeline?.contains("Voice-over") == true)
    // Contract section 4: 50 credits at the session's first edit, and an export costs nothing.
    #expect(outcome.availableCredits == 50)
    #expect(outcome.frozenCredits == 0)
    #expect(Array(outcome.exported[4..<8]) == Array("ftyp".utf8))
  }

  @Test func `promise 11: the same seed gives the same journey`() async throws {
    let first = try await inMemory()
    let second = try await inMemory()
    #expect(first == second)
  }

  @Test func `promise 11: the same seed gives the same tape, byte for byte`() async throws {
    let tapes = try await [record(), record()]
    #expect(tapes[0] == tapes[1])
    #expect(!tapes[0].isEmpty)
  }

  /// Both files of the tape of a journey, recorded into a folder of its own.
  private func record() async throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nemo-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try await record(into: folder.path)
    let cassette = folder.appendingPathComponent("quick-edit.cassette")
    return try Data(contentsOf: cassette.appendingPathComponent("tape.jsonl"))
      + Data(contentsOf: cassette.appendingPathComponent("timing.jsonl"))
  }

  @Test func `over a socket with libcurl the outcome is the same`() async throws {
    let files = try QuickEdit.files()
    let overSocket = try await withSimulatorOverLoopback(seed: Self.seed, files: files) { nemo in
      try await QuickEdit.run(nemo, files)
    }
    let inMemory = try await inMemory()
    #expect(inMemory == overSocket)
  }

  /// Records the journey from the simulator into `folder`.
  private func record(into folder: String) async throws -> QuickEdit.Outcome {
    let files = try QuickEdit.files()
    var options = NemoOptions()
    options.files = files
    options.rendering = .synthetic
    options.recording = "quick-edit"
    options.cassetteFolder = folder
    return try await withNemo(.simulator(seed: Self.seed), options) { nemo in
      try await QuickEdit.run(nemo, files)
    }
  }

  private func replay(from folder: String) async throws -> QuickEdit.Outcome {
    let files = try QuickEdit.files()
    return try await withCassette("quick-edit", in: folder, files: files) { nemo in
      try await QuickEdit.run(nemo, files)
    }
  }

  @Test func `recorded and replayed, the outcome is the same`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nemo-\(UUID())")
      .path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let recorded = try await record(into: folder)
    let replayed = try await replay(from: folder)
    #expect(recorded == replayed)
    let inMemory = try await inMemory()
    #expect(inMemory == recorded)
  }

  /// The tape in `Cassettes/` was recorded from the simulator with this journey;
  /// `NEMO_CASSETTES=record` records it again.
  @Test func `the committed cassette still plays`() async throws {
    let folder = QuickEdit.packageFolder.appendingPathComponent("Cassettes").path
    if ProcessInfo.processInfo.environment["NEMO_CASSETTES"] == "record" {
      _ = try await record(into: folder)
    }
    let outcome = try await replay(from: folder)
    #expect(outcome.turns.allSatisfy { $0.isSuccess })
    #expect(outcome.timeline?.contains("Title: \"Lumen notes\"") == true)
    #expect(outcome.availableCredits == 50)
  }
}
