import Foundation
import NemoSimulator
import Testing

@Suite struct ReadmeTests {
  @Test func `the simulator's README names every fault in the row of its family`() throws {
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: package.appendingPathComponent("Simulator/README.md"), encoding: .utf8)
    for family in Fault.Family.allCases {
      let row = text.split(separator: "\n").first { $0.hasPrefix("| \(family.rawValue) | `") }
      let named = try #require(row).matches(of: /`([a-z0-9-]+)`/).map { String($0.output.1) }
      let known = Fault.all.filter { $0.family == family }.map(\.name)
      #expect(named.sorted() == known.sorted())
    }
  }
}
