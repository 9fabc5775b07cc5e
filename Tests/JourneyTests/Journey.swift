import Foundation
import Nemo
import NemoCassette
import NemoClient
import NemoHTTP
import NemoTesting
import Testing

/// One journey of the project's own tests: a story that is told once, whatever answers.
///
/// To add one: a file with a `static let` and a test of what it shows, a line in ``simulated``, a
/// row in `Cassettes/README.md`, and `NEMO_CASSETTES=record swift test --filter JourneyTests`.
struct Journey: Sendable, CustomTestStringConvertible {
  /// The cassette's name too.
  var name: String
  /// The note on the tape: what it shows, in one sentence.
  var note: String
  /// Where the story is told.
  var body: @Sendable (Trip) async throws -> Void

  static let seed: UInt64 = 20_261_123

  init(_ name: String, note: String, _ body: @escaping @Sendable (Trip) async throws -> Void) {
    self.name = name
    self.note = note
    self.body = body
  }

  var testDescription: String { name }

  /// Those whose tape is recorded from the simulator.
  static let simulated: [Journey] =
    [quickEdit, batch, iterative, generation, cutStream, failedRender] + errorCodes

  // MARK: Where it can run

  static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let cassettes = packageFolder.appendingPathComponent("Cassettes").path

  /// On the simulator, in memory.
  func inMemory() async throws -> Trip.Outcome {
    try await trip { files, run in
      try await withSimulator(seed: Self.seed, files: files, run)
    }
  }

  /// On the simulator, with libcurl and a socket in between.
  func overLoopback() async throws -> Trip.Outcome {
    try await trip { files, run in
      try await withSimulatorOverLoopback(seed: Self.seed, files: files, run)
    }
  }

  /// From a cassette, whatever `NEMO_CASSETTES` says: ``record(into:)`` is what records.
  func replay(from folder: String = Journey.cassettes) async throws -> Trip.Outcome {
    try await trip { files, run in
      try await withCassette(name, in: folder, mode: .replay, files: files, run)
    }
  }

  /// On the simulator, and onto a cassette, which is put in its place in one go: other tests may be
  /// reading the one that is there.
  func record(into folder: String) async throws {
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("nemo-\(UUID())")
    defer { try? FileManager.default.removeItem(at: scratch) }
    _ = try await trip { files, run in
      var options = NemoOptions()
      options.files = files
      options.rendering = .synthetic
      options.recording = name
      options.cassetteFolder = scratch.path
      return try await withNemo(.simulator(seed: Self.seed), options, run)
    }
    var tape = try Cassette(named: name, in: scratch.path).load()
    tape.header.note = note
    try Cassette(named: name, in: folder).write(tape)
  }

  private func trip(
    _ arm: (
      MemoryFileStore, @escaping @Sendable (Connection) async throws -> Trip.Outcome
    ) async throws -> Trip.Outcome
  ) async throws -> Trip.Outcome {
    let files = MemoryFileStore(try SampleFiles.all())
    return try await arm(files) { nemo in
      let trip = Trip(nemo: nemo, files: files)
      try await body(trip)
      return trip.outcome
    }
  }
}

/// What journeys upload.
enum SampleFiles {
  /// Three videos of different content. The last is the first with an empty `free` box behind it
  /// (ISO/IEC 14496-12 section 8.1.2), which changes its digest and nothing else; and two whose
  /// names the simulator refuses.
  static func all() throws -> [String: [UInt8]] {
    let clip = try sample("stand-in.mp4")
    return [
      "walkthrough.mp4": try sample("walkthrough.mp4"), "clip.mp4": clip,
      "outro.mp4": clip + [0, 0, 0, 8] + Array("free".utf8),
      "unsupported.mp4": clip, "too-large.mp4": clip,
    ]
  }

  private static func sample(_ name: String) throws -> [UInt8] {
    let folder = Journey.packageFolder.appendingPathComponent("Simulator/Samples")
    return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }
}
