import ArgumentParser
import NemoSimulator

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `serve`: the mock server, until it is interrupted.
struct ServeCommand<Program: SimulatorProgram>: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "serve",
      abstract: "Serve on the loopback address until Ctrl-C. This is what runs without a command.",
      discussion: """
        Example:
          \(Program.name) --port 8787 --dialect adk --set errors=http
        """)
  }

  @OptionGroup var options: SimulatorOptions

  /// What is no command comes here, for this is the one that runs by default.
  @Argument(help: .hidden) var words: [String] = []

  func validate() throws {
    guard let word = words.first else { return }
    throw ValidationError(
      "There is no command \(word)."
        + NearestName.question(word, among: SimulatorCommands<Program>.names))
  }

  func run() async throws {
    do {
      try await options.run(searchPath: Program.variables["PATH"] ?? "")
    } catch let code as ExitCode {
      // It has said what it means.
      throw code
    } catch {
      Paper(variables: Program.variables).complain("\(error)")
      throw ExitCode(Program.exitCode(for: error))
    }
  }
}
