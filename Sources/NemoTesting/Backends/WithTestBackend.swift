/// Runs `body` with a backend of its own: the plain function behind the traits, for XCTest and
/// scripts.
///
/// ```swift
/// func testPollingWithMyOwnClient() async throws {
///   try await withTestBackend(.cassette("quick-edit")) { backend in
///     let client = MyClient(baseURL: try await backend.url())
///     …
///   }
/// }
/// ```
///
/// In `body`, and in what it calls, ``TestBackend/current`` is the same backend. Failed assertions
/// of XCTest can't be seen here: only an error that `body` throws counts as its failure.
///
/// - Parameters:
///   - wanted: as the trait of a test: `.cassette(…)` or `.simulator(…)`.
///   - testName: what messages call the test, and a seed is made from, with `fileID`.
/// - Throws: what `body` throws; `CassetteError`; ``TestBackendError``.
public func withTestBackend<Result: Sendable>(
  _ wanted: BackendTrait, fileID: String = #fileID, testName: String = #function,
  _ body: @escaping @Sendable (TestBackend) async throws -> Result
) async throws -> Result {
  try await BackendRun(wanted, testName: "\(fileID)/\(testName)").run(body)
}
