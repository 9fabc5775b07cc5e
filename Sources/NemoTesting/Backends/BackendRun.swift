import Nemo
import NemoCassette
import NemoHTTP
import NemoTime
import SimulatorService

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Sets up what a trait asks for, and runs one test in it.
struct BackendRun: Sendable {
  private let wanted: BackendTrait
  private let testName: String
  /// Whether there may be other cases of the same test.
  private let isOneOfMany: Bool
  private let surroundings: Surroundings
  private let files: any FileStore

  init(
    _ wanted: BackendTrait, testName: String, isOneOfMany: Bool = false,
    surroundings: Surroundings = .ofThisProcess()
  ) {
    self.wanted = wanted
    self.testName = testName
    self.isOneOfMany = isOneOfMany
    self.surroundings = surroundings
    files = wanted.files()
  }

  func run<Value: Sendable>(
    _ body: @escaping @Sendable (TestBackend) async throws -> Value
  ) async throws -> Value {
    switch wanted.source {
    case .simulator: try await simulate(seed: try seed(from: testName), options, body)
    case .cassette(let tape): try await play(tape, body)
    }
  }

  private func seed(from name: String) throws -> UInt64 {
    try wanted.world.seed ?? scenarioFile?.seed ?? NameSeed.seed(of: name)
  }

  private var scenarioFile: ScenarioFile? {
    get throws { try wanted.world.scenarioFile.map { try ScenarioFile.find($0) } }
  }

  private var options: NemoOptions {
    var options = NemoOptions()
    options.files = files
    options.rendering = .synthetic
    return options
  }

  // MARK: A world

  private func simulate<Value: Sendable>(
    seed: UInt64, _ options: NemoOptions,
    _ body: @escaping @Sendable (TestBackend) async throws -> Value
  ) async throws -> Value {
    let file = try scenarioFile
    let stage = SimulatedStage(
      seed: seed, dialect: wanted.world.dialect, scenario: wanted.world.scenario, file: file,
      options: options)
    return try await withVirtualTime(startingAt: file?.start ?? calendarStart) { clock in
      try await stage.run(on: clock) { try await run($0, on: clock, body) }
    }
  }

  /// A world begins at a fixed date, so that its seed decides all; a test that says
  /// `.virtualTime(startingAt:)` has chosen another.
  private var calendarStart: WallTime {
    guard let outer = TestClock.local, outer.executor != nil else {
      return VirtualTime.defaultOrigin
    }
    return outer.wall
  }

  private func run<Value: Sendable>(
    _ ready: ReadyBackend, on clock: TestClock,
    _ body: @Sendable (TestBackend) async throws -> Value
  ) async throws -> Value {
    try await TestBackend.run(ready, on: clock, files: files, body)
  }

  // MARK: A tape

  private func play<Value: Sendable>(
    _ tape: BackendTrait.Tape, _ body: @escaping @Sendable (TestBackend) async throws -> Value
  ) async throws -> Value {
    let folder = try tape.folder ?? CassetteFolderSearch().folder(forTestIn: tape.filePath)
    let cassette = try Cassette(named: tape.name, in: folder)
    var options = options
    options.cassetteFolder = folder
    let plan = try CassettePlan(
      tape.name, asked: tape.mode, variables: surroundings.variables, exists: cassette.exists)
    switch plan {
    case .replay:
      guard cassette.exists else { throw missing(cassette) }
      options.failsOnUnused = tape.unused == .refused
      options.recordingAdvice = .tests
      options.rechunkSeed = tape.rechunkSeed
      options.cut = tape.cut
      return try await replay(try ReplayStage(tape.name, options), body)
    case .record(let source):
      options.recording = tape.name
      options.discardsFailedRecordings = true
      return try await record(cassette, from: source, options, body)
    }
  }

  private func replay<Value: Sendable>(
    _ stage: ReplayStage, _ body: @escaping @Sendable (TestBackend) async throws -> Value
  ) async throws -> Value {
    try await withVirtualTime(startingAt: stage.recorded) { clock in
      try await stage.run(on: clock) { try await run($0, on: clock, body) }
    }
  }

  private func missing(_ cassette: Cassette) -> CassetteError {
    CassetteError(
      .notFound,
      "There is no cassette at \(cassette.path). Record it: "
        + "NEMO_CASSETTES=record swift test")
  }

  private func record<Value: Sendable>(
    _ cassette: Cassette, from source: Backend, _ options: NemoOptions,
    _ body: @escaping @Sendable (TestBackend) async throws -> Value
  ) async throws -> Value {
    let register = RecordingRegister.shared
    try register.claim(
      cassette.path, name: cassette.name, for: testName, mayRepeat: !isOneOfMany)
    do {
      let value = try await record(from: source, options, cassette.name, body)
      register.finish(cassette.path)
      return value
    } catch {
      register.release(cassette.path)
      cassette.removeIfEmpty()
      throw error
    }
  }

  private func record<Value: Sendable>(
    from source: Backend, _ options: NemoOptions, _ name: String,
    _ body: @escaping @Sendable (TestBackend) async throws -> Value
  ) async throws -> Value {
    guard case .simulator(let seed) = source else {
      return try await recordNetwork(source, options, body)
    }
    return try await simulate(seed: seed ?? self.seed(from: name), options, body)
  }

  /// On the real clock: the service does not hurry.
  private func recordNetwork<Value: Sendable>(
    _ source: Backend, _ options: NemoOptions,
    _ body: @escaping @Sendable (TestBackend) async throws -> Value
  ) async throws -> Value {
    var authorised = options
    authorised.token = surroundings.token
    let stage = try NetworkStage(source, authorised)
    let clock = TestClock(RealTime())
    return try await NemoTesting.run(on: clock) { clock in
      try await stage.run(on: clock) { try await run($0, on: clock, body) }
    }
  }
}

extension Cassette {
  /// Removes the folder that a recording made which was thrown away.
  fileprivate func removeIfEmpty() {
    let content = try? FileManager.default.contentsOfDirectory(atPath: path)
    if content?.isEmpty == true { try? FileManager.default.removeItem(atPath: path) }
  }
}
