import Nemo
public import NemoClient
public import NemoHTTP
import NemoTime

/// A simulated backend of its own for one test: in memory, in virtual time, from one seed.
///
/// Renders are synthetic: a few bytes with the right signature. Nothing is kept.
///
/// ```swift
/// @Test func `my editor adds a title`() async throws {
///   try await withSimulator(seed: 7, files: files) { nemo in … }
/// }
/// ```
///
/// - Parameter files: where uploads are read from and exports written to.
/// - Throws: what `body` throws, and what ``withNemo(_:_:_:)`` throws.
public func withSimulator<Result: Sendable>(
  seed: UInt64, files: any FileStore = DiskFileStore(),
  _ body: @escaping @Sendable (Connection) async throws -> Result
) async throws -> Result {
  var options = NemoOptions()
  options.files = files
  options.rendering = .synthetic
  return try await withNemo(.simulator(seed: seed), options, body)
}

/// The same with a socket in between: libcurl and a server in this process, on one virtual clock.
public func withSimulatorOverLoopback<Result: Sendable>(
  seed: UInt64, files: any FileStore = DiskFileStore(),
  _ body: @escaping @Sendable (Connection) async throws -> Result
) async throws -> Result {
  var options = NemoOptions()
  options.files = files
  options.rendering = .synthetic
  return try await SimulatedStage(seed: seed, options: options).run(reach: OverLoopback(), body)
}
