import Foundation
import NemoTime
import SimulatorService
import Testing

/// Whatever is in a file, reading it ends with a scenario or with an error that says where.
@Suite struct SpoiltFileTests {
  private static let seed: UInt64 = 20_261_123
  private static let pieces = [
    "*a ", "&a ", "? ", ": ", "- ", "[", "]", "{", "}", "!!x ", "|\n", ">-\n", "---\n", "...\n",
    "%YAML 1.2\n", "#", "\"", "'", "\t", "\u{0}", "\u{feff}", "<<: ", "-1", "1...",
    "99999999999999999999",
    "1e400s", "\u{1F600}", "\r",
  ]

  @Test(arguments: ScenarioLibrary.names)
  func `a file of the library that is spoilt anywhere is read or refused`(name: String) throws {
    let path = Clips.packageFolder + "/Simulator/Scenarios/\(name).yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var random = SeededGenerator(seed: Self.seed, stream: name)
    var refused = 0
    for _ in 1...80 {
      let spoilt = Self.spoil(text, &random)
      do throws(ScenarioFileError) {
        _ = try ScenarioFile(text: spoilt, name: "spoilt.yaml")
      } catch {
        refused += 1
        #expect(error.description.hasPrefix("spoilt.yaml"), "seed \(Self.seed): \(spoilt)")
      }
    }
    #expect(refused > 0)
  }

  private static func spoil(_ text: String, _ random: inout SeededGenerator) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 1...Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0..<scalars.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: scalars.removeSubrange(place..<min(scalars.count, place + 7))
      case 1:
        let piece = pieces[Int.random(in: pieces.indices, using: &random)]
        scalars.insert(contentsOf: piece.unicodeScalars, at: place)
      default:
        let other = Int.random(in: 0..<scalars.count, using: &random)
        scalars.swapAt(place, other)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
