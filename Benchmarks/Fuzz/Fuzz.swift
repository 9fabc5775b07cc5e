import Foundation

/// Mutates tapes, recordings and captures by the million: each must load or be refused.
@main
enum Fuzz {
  static func main() async throws {
    guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
      print(Options.usage)
      exit(64)
    }
    guard let batch = options.batch else {
      exit(try Driver(options).run() ? 0 : 1)
    }
    try FileManager.default.createDirectory(
      atPath: options.output, withIntermediateDirectories: true)
    try await Child(options: options, kind: options.kinds[0], folder: options.output).run(batch)
  }
}
