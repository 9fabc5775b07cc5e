import ArgumentParser
import Nemo
import NemoClient

/// Runs the body of a command that needs only what is remembered of the backend: nothing is sent and
/// nobody signs in. Errors become sentences and exit codes.
func remember(
  _ flags: BackendOptions,
  _ body: (any ClientStore, Console) async throws -> Void
) async throws {
  try await withBackend(flags) { backend, options, console in
    console.say(backend.announcement, .dim)
    try await body(rememberedStore(of: backend, options), console)
  }
}
