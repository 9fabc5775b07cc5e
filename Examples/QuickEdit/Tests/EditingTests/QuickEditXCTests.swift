import Editing
import NemoTesting
import XCTest

/// The same without traits.
final class QuickEditXCTests: XCTestCase {
  func testWithoutCreditsNothingIsEdited() async throws {
    try await withSimulator(scenario: .outOfCredits) { nemo in
      do {
        _ = try await QuickEdit.run(nemo, video: Videos.recording, output: "/dev/null")
        XCTFail("An edit without credits succeeded.")
      } catch is QuickEdit.Failed {}
    }
  }

  func testTheRecordedSessionStillPlays() async throws {
    try await withCassette("quick-edit", mode: .replay) { nemo in
      try await Videos.withOutput { output in
        _ = try await QuickEdit.run(nemo, video: Videos.recording, output: output)
      }
    }
  }
}
