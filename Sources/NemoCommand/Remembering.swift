import ArgumentParser
import Nemo
import NemoClient

/// Runs the body of a command that needs only what is remembered of the backend: nothing is sent and
/// nobody signs in. Errors become sentences and exit codes.
func remember(
  _ flags: BackendOptions,
  _ body: (any ClientStore, Console) async throws -> Void
) async throws {
  let surroundings = Surroundings.ofThisProcess()
  let console = Console(
    isJSON: flags.json, isVerbose: flags.verbose, environment: surroundings.variables)
  do {
    let backend = try flags.choice(surroundings)
    let options = try flags.options(surroundings, console)
    console.say(backend.announcement, .dim)
    try await body(rememberedStore(of: backend, options), console)
  } catch let error as ValidationError {
    throw error
  } catch {
    if !(error is ExitCode) { console.complain(sentence(for: error)) }
    throw ExitCode(ExitTable.code(for: error))
  }
}
