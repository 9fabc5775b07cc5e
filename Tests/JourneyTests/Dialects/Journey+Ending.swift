import Nemo
import NemoClient
import NemoHTTP
import NemoSimulator
import NemoTesting
import NemoTime
import SimulatorService
import Testing

extension Journey {
  /// A journey at its end, seen from both sides: what the user has, and what the world says.
  struct Ending: Sendable, Hashable {
    /// The journey's name.
    var journey: String
    var outcome: Trip.Outcome
    /// Messages that the world accepted, whatever they cost.
    var runs: Int
    /// Paths of files that were not there at the start.
    var written: [String]
    /// The exported files that are no movie, or not of the size that the user was told.
    var spoiled: [String]
    /// What the world says of itself that can't be, credits that do not add up first of all.
    var contradictions: [String]
  }

  /// Goes through the journey on a world of its own that speaks this dialect, in virtual time, and
  /// then lets the world finish what is under way.
  func ending(in dialect: Dialect, over reach: any Reach) async throws -> Ending {
    let files = MemoryFileStore(try SampleFiles.all())
    let given = files.paths
    var options = NemoOptions()
    options.files = files
    options.rendering = .synthetic
    options.dialect = dialect
    let stage = SimulatedStage(seed: Self.seed, options: options)
    return try await VirtualTime.run { time in
      try await stage.run(on: time, reach) { ready in
        let trip = Trip(nemo: try await ready.connect(), files: files)
        try await body(trip)
        let service = try #require(ready.service)
        try await service.finishPendingWork()
        return Ending(
          journey: name, outcome: trip.outcome, runs: service.world.acceptedRuns(),
          written: files.paths.filter { !given.contains($0) },
          spoiled: try Self.spoiled(trip.outcome.exports, files),
          contradictions: service.world.checkInvariants())
      }
    }
  }

  private static func spoiled(
    _ exports: [Trip.Export], _ files: MemoryFileStore
  ) throws -> [String] {
    try exports.filter { export in
      guard let size = export.sizeBytes else { return false }
      let bytes = try files.bytes(of: export.path)
      // ISO/IEC 14496-12 section 4.3: a file begins with the box `ftyp`.
      return bytes.count != size || Array(bytes.dropFirst(4).prefix(4)) != Array("ftyp".utf8)
    }.map(\.path)
  }
}
