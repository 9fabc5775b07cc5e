import Foundation
import NemoSimulator
import NemoTesting
import SimulatorService
import Testing

/// Every file of the library is played by the real client.
@Suite struct LibraryTests {
  @Test(arguments: Story.all)
  func `its story is told as stated, and what the file expects is there`(
    _ story: Story
  ) async throws {
    let outcome = try await story.play()
    #expect(outcome.told == story.told)
    #expect(outcome.unmet == [])
  }

  /// Those whose wire matters: streams and downloads that break, odd frames.
  @Test(arguments: Story.all.filter { ["quick-edit", "flaky", "hostile"].contains($0.name) })
  func `over a socket with libcurl its story is the same`(_ story: Story) async throws {
    let outcome = try await story.playOverLoopback()
    #expect(outcome.told == story.told)
    #expect(outcome.unmet == [])
  }

  @Test(arguments: Story.all)
  func `a world that is not the one of the file does not meet its expectations`(
    _ story: Story
  ) async throws {
    let path = Clips.packageFolder + "/Simulator/Scenarios/\(story.name).yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(story.spoilt.piece))
    let spoilt = text.replacingOccurrences(of: story.spoilt.piece, with: story.spoilt.instead)
    let scratch = FileManager.default.temporaryDirectory.path + "/scenario-\(UUID()).yaml"
    try spoilt.write(toFile: scratch, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let unmet = try await story.play(scratch).unmet
    #expect(!unmet.isEmpty)
  }

  @Test func `every file has a story, and begins with a comment of one sentence`() throws {
    #expect(ScenarioLibrary.names == Story.all.map(\.name).sorted())
    for name in ScenarioLibrary.names {
      let path = Clips.packageFolder + "/Simulator/Scenarios/\(name).yaml"
      let first = try String(contentsOfFile: path, encoding: .utf8).prefix { $0 != "\n" }
      #expect(first.hasPrefix("# ") && first.hasSuffix("."), "\(name)")
    }
  }

  @Test func `a story is the same each time`() async throws {
    let story = try #require(Story.all.first { $0.name == "flaky" })
    let first = try await story.play()
    let second = try await story.play()
    #expect(first == second)
  }

  @Test func `a world in which nothing was done meets the expectations of no file`() async throws {
    for name in ScenarioLibrary.names {
      let unmet = try await withTestBackend(.simulator(scenarioFile: name)) {
        $0.unmetExpectations
      }
      #expect(!unmet.isEmpty, "\(name)")
    }
  }
}
