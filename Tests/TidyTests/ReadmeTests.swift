import Foundation
import Testing

/// The README promises files; they are there.
@Suite struct ReadmeTests {
  private static let folders = [
    "Simulator", "Sources", "Tests", "Benchmarks", "Examples", "Cassettes",
  ]

  @Test(arguments: ["README.md", "Simulator/README.md"])
  func `every path that a README names exists`(readme: String) throws {
    let text = try String(
      contentsOf: SourceTree.root.appendingPathComponent(readme), encoding: .utf8)
    let words = text.split { " \n`(),;:|".contains($0) }.map(String.init)
    let paths = words.filter { word in
      Self.folders.contains { word.hasPrefix($0 + "/") } && !word.contains("NAME")
    }
    #expect(!paths.isEmpty || readme != "README.md")
    for path in paths {
      let trimmed = path.hasSuffix(".") ? String(path.dropLast()) : path
      let exists = FileManager.default.fileExists(
        atPath: SourceTree.root.appendingPathComponent(trimmed).path)
      #expect(exists, "\(readme) names \(trimmed)")
    }
  }
}
