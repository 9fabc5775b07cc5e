import ArgumentParser
struct SimulatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "simulator")
}
