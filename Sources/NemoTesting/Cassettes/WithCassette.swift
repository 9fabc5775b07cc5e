public import NemoCassette
public import NemoClient
public import NemoHTTP
public import NemoSimulator

/// Plays or records a cassette for one test, with a connection; the function behind the trait
/// `.cassette`.
///
/// A replay never touches the network, and gives always the same bytes. Stricter than
/// ``withNemo(_:_:_:)``: what the tape has and the test did not ask for fails too, unless the body
/// has failed already.
///
/// - Parameters:
///   - name: the cassette `<folder>/<name>.cassette`.
///   - folder: the folder of the cassettes; nil for the nearest one named `Cassettes` upward from
///     the test's file, no further than its `Package.swift`, else a new one beside that.
///   - mode: nil for what `NEMO_CASSETTES` says, else a replay.
///   - unused: what becomes of exchanges that nobody asked for.
///   - rechunk: plays the tape split at other byte boundaries, drawn from this seed.
///   - cut: lets one answer of the tape end early.
///   - files: where uploads are read from and exports written to.
///   - seed: the seed of the simulator that is recorded; nil for one made from the name.
/// - Throws: what `body` throws; `CassetteError` for a request that the tape does not have, or one
///   that nobody asked for; ``TestBackendError``.
public func withCassette<Result: Sendable>(
  _ name: String, in folder: String? = nil, mode: CassetteMode? = nil,
  unused: UnusedExchanges = .refused, rechunk: UInt64? = nil, cut: TapeCut? = nil,
  files: any FileStore = DiskFileStore(),
  seed: UInt64? = nil, dialect: Dialect = .seed, scenario: Scenario = Scenario(),
  fileID: String = #fileID, filePath: String = #filePath, testName: String = #function,
  _ body: @escaping @Sendable (Connection) async throws -> Result
) async throws -> Result {
  let wanted = BackendTrait.cassette(
    name, in: folder, mode: mode, unused: unused, rechunk: rechunk, cut: cut, files: files,
    seed: seed, dialect: dialect,
    scenario: scenario, filePath: filePath)
  return try await withTestBackend(wanted, fileID: fileID, testName: testName) {
    try await body($0.connection())
  }
}
