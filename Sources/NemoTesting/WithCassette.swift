import Nemo
public import NemoClient
public import NemoHTTP

/// Plays a cassette to one test: never the network, always the same bytes.
///
/// Stricter than ``withNemo(_:_:_:)``: what the tape has and the test did not ask for fails too,
/// unless the body has failed already.
///
/// - Parameters:
///   - name: the cassette `<folder>/<name>.cassette`.
///   - files: where uploads are read from and exports written to.
/// - Throws: what `body` throws; `CassetteError` for a request that the tape does not have, or one
///   that nobody asked for.
public func withCassette<Result: Sendable>(
  _ name: String, in folder: String = "Cassettes", files: any FileStore = DiskFileStore(),
  _ body: @escaping @Sendable (Connection) async throws -> Result
) async throws -> Result {
  var options = NemoOptions()
  options.files = files
  options.cassetteFolder = folder
  options.failsOnUnused = true
  return try await withNemo(.cassette(name), options, body)
}
