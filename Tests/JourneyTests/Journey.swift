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

  /// From a cassette.
  func replay(from folder: String = Journey.cassettes) async throws -> Trip.Outcome {
    try await trip { files, run in
      try await withCassette(name, in: folder, files: files, run)
    }
  }

  /// On the simulator, and onto a cassette.
  @discardableResult
  func record(into folder: String) async throws -> Trip.Outcome {
    let outcome = try await trip { files, run in
      var options = NemoOptions()
      options.files = files
      options.rendering = .synthetic
      options.recording = name
      options.cassetteFolder = folder
      return try await withNemo(.simulator(seed: Self.seed), options, run)
    }
    let cassette = try Cassette(named: name, in: folder)
    var tape = try cassette.load()
    tape.header.note = note
    try cassette.write(tape)
    return outcome
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
