public import NemoCassette
public import NemoHTTP
public import NemoSimulator
public import Testing

/// Gives a test a backend of its own: a recorded one, or a simulated one.
///
/// Made with `.cassette(…)` and `.simulator(…)`. On a suite it applies to each of its tests by
/// itself, and with arguments to each case; the innermost one counts.
public struct BackendTrait: Sendable {
  enum Source: Sendable, Hashable {
    case simulator
    case cassette(Tape)
  }

  /// Where a tape is and how it is used.
  struct Tape: Sendable, Hashable {
    var name: String
    var folder: String?
    var mode: CassetteMode?
    var unused: UnusedExchanges
    var rechunkSeed: UInt64?
    var cut: TapeCut?
    /// The source file of the test.
    var filePath: String
  }

  /// The simulated world: the backend itself, or what a tape is recorded from.
  struct World: Sendable, Hashable {
    var seed: UInt64?
    var dialect: Dialect
    var scenario: Scenario
    /// In the place of dialect and scenario.
    var scenarioFile: String?
  }

  var source: Source
  var world: World
  /// Called once for each test.
  var files: @Sendable () -> any FileStore
}

extension Trait where Self == BackendTrait {
  /// Plays a cassette to the test, in virtual time that starts when it was recorded. What the tape
  /// has and the test did not ask for fails the test, unless it has failed already.
  ///
  /// ```swift
  /// @Test(.cassette("quick-edit")) func `a quick edit`() async throws {
  ///   let nemo = try await TestBackend.current.connection()
  ///   …
  /// }
  /// ```
  ///
  /// `NEMO_CASSETTES=record swift test --filter …` records it anew; see ``CassetteMode``.
  ///
  /// - Parameters:
  ///   - name: the cassette `<folder>/<name>.cassette`.
  ///   - folder: nil for the nearest folder `Cassettes` upward from the test's file, no further than
  ///     its `Package.swift`, else a new one beside that.
  ///   - mode: nil for what `NEMO_CASSETTES` says, else a replay.
  ///   - unused: what becomes of exchanges that nobody asked for.
  ///   - rechunk: plays the tape split at other byte boundaries, drawn from this seed.
  ///   - cut: lets one answer end early, such as `TapeCut("run_sse-1", atByte: 100, ending: .short)`.
  ///     Mostly with `unused: .allowed`, for the rest of the tape may not be asked for.
  ///   - files: where uploads are read from and exports written to; made anew for each test.
  ///   - seed: the seed of the simulator that is recorded; nil for one made from `name`.
  ///   - dialect: how that simulator speaks.
  ///   - scenario: what is special about it.
  public static func cassette(
    _ name: String, in folder: String? = nil, mode: CassetteMode? = nil,
    unused: UnusedExchanges = .refused, rechunk: UInt64? = nil, cut: TapeCut? = nil,
    files: @autoclosure @escaping @Sendable () -> any FileStore = DiskFileStore(),
    seed: UInt64? = nil, dialect: Dialect = .seed, scenario: Scenario = Scenario(),
    filePath: String = #filePath
  ) -> Self {
    let tape = BackendTrait.Tape(
      name: name, folder: folder, mode: mode, unused: unused, rechunkSeed: rechunk, cut: cut,
      filePath: filePath)
    return BackendTrait(
      source: .cassette(tape), world: .init(seed: seed, dialect: dialect, scenario: scenario),
      files: files)
  }

  /// Gives the test a simulated world of its own, in memory and in virtual time.
  ///
  /// Renders are synthetic: a few bytes with the right signature. Nothing is kept.
  ///
  /// - Parameters:
  ///   - seed: what all randomness comes from; nil for one made from the test's name. A test that
  ///     fails tells it.
  ///   - dialect: how the backend speaks where its documents disagree.
  ///   - scenario: what is special about the world, such as `.outOfCredits`.
  ///   - files: where uploads are read from and exports written to; made anew for each test.
  public static func simulator(
    seed: UInt64? = nil, dialect: Dialect = .seed, scenario: Scenario = Scenario(),
    files: @autoclosure @escaping @Sendable () -> any FileStore = DiskFileStore()
  ) -> Self {
    BackendTrait(
      source: .simulator, world: .init(seed: seed, dialect: dialect, scenario: scenario),
      files: files)
  }

  /// Gives the test a simulated world that a scenario file describes. Whether its expectations are
  /// met at the end is for the test to ask: `TestBackend.current.unmetExpectations`.
  ///
  /// ```swift
  /// @Test(.simulator(scenarioFile: "flaky")) func `my editor survives a flaky network`() async throws
  /// ```
  ///
  /// - Parameters:
  ///   - scenarioFile: a path, or the name of a scenario of the library. A test whose file can't be
  ///     used fails with its `ScenarioFileError`.
  ///   - seed: nil for the file's own, or one made from the test's name.
  ///   - files: where uploads are read from and exports written to; made anew for each test.
  public static func simulator(
    scenarioFile: String, seed: UInt64? = nil,
    files: @autoclosure @escaping @Sendable () -> any FileStore = DiskFileStore()
  ) -> Self {
    BackendTrait(
      source: .simulator,
      world: .init(
        seed: seed, dialect: .seed, scenario: Scenario(), scenarioFile: scenarioFile),
      files: files)
  }
}
