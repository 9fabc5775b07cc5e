import ArgumentParser
import Nemo
import SimulatorProcess

/// `nemo simulator`: the mock server, for clients in any language.
struct SimulatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulator",
    abstract: "Run the simulated backend as a local server.",
    discussion: """
      Example:
        nemo simulator --port 8787
        nemo edit clip.mp4 "add a title" -o out.mp4 --backend http://127.0.0.1:8787
      """)

  @OptionGroup var options: SimulatorOptions

  func run() async throws {
    let variables = Surroundings.ofThisProcess().variables
    do {
      try await options.run(searchPath: variables["PATH"] ?? "")
    } catch {
      Console(environment: variables).complain(sentence(for: error))
      throw ExitCode(ExitTable.code(for: error))
    }
  }
}
