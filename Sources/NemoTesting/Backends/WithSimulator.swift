import Nemo
public import NemoClient
public import NemoHTTP
public import NemoSimulator

/// A simulated backend of its own for one test, with a connection: in memory, in virtual time, from
/// one seed. The function behind the trait `.simulator`.
///
/// Renders are synthetic: a few bytes with the right signature. Nothing is kept.
///
/// ```swift
/// func testMyEditorAddsATitle() async throws {
///   try await withSimulator(seed: 7, files: files) { nemo in … }
/// }
/// ```
///
/// - Parameters:
///   - seed: what all randomness comes from; nil for one made from the names of file and function.
///   - scenario: what is special about the world.
///   - files: where uploads are read from and exports written to.
/// - Throws: what `body` throws, and what ``withNemo(_:_:_:)`` throws.
public func withSimulator<Result: Sendable>(
  seed: UInt64? = nil, dialect: Dialect = .seed, scenario: Scenario = Scenario(),
  files: any FileStore = DiskFileStore(), fileID: String = #fileID, testName: String = #function,
  _ body: @escaping @Sendable (Connection) async throws -> Result
) async throws -> Result {
  let wanted = BackendTrait.simulator(
    seed: seed, dialect: dialect, scenario: scenario, files: files)
  return try await withTestBackend(wanted, fileID: fileID, testName: testName) {
    try await body($0.connection())
  }
}

/// The same with a socket in between: libcurl and a server in this process, on one virtual clock.
public func withSimulatorOverLoopback<Result: Sendable>(
  seed: UInt64, dialect: Dialect = .seed, files: any FileStore = DiskFileStore(),
  _ body: @escaping @Sendable (Connection) async throws -> Result
) async throws -> Result {
  var options = NemoOptions()
  options.files = files
  options.rendering = .synthetic
  options.dialect = dialect
  return try await SimulatedStage(seed: seed, options: options).run(reach: OverLoopback(), body)
}

/// The same for a world that a scenario file describes. The function behind the trait
/// `.simulator(scenarioFile:)`.
///
/// - Parameters:
///   - scenarioFile: a path, or the name of a scenario of the library.
///   - seed: nil for the file's own, or one made from the names of file and function.
/// - Throws: also `ScenarioFileError`.
public func withSimulator<Result: Sendable>(
  scenarioFile: String, seed: UInt64? = nil, files: any FileStore = DiskFileStore(),
  fileID: String = #fileID, testName: String = #function,
  _ body: @escaping @Sendable (Connection) async throws -> Result
) async throws -> Result {
  let wanted = BackendTrait.simulator(scenarioFile: scenarioFile, seed: seed, files: files)
  return try await withTestBackend(wanted, fileID: fileID, testName: testName) {
    try await body($0.connection())
  }
}
