import Editing
import Foundation
import NemoTesting
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite struct QuickEditTests {
  /// Plays `Cassettes/quick-edit.cassette`, offline. To record it again:
  ///
  ///     NEMO_CASSETTES=record swift test --filter 'still plays'
  @Test(.cassette("quick-edit")) func `the recorded session still plays`() async throws {
    let nemo = try await TestBackend.current.connection()
    let size = try await Videos.withOutput { output in
      try await QuickEdit.run(nemo, video: Videos.recording, output: output).sizeBytes
    }
    #expect(size > 0)
  }

  /// The same session in other pieces, as another network would cut it.
  @Test(.cassette("quick-edit", mode: .replay, rechunk: 7))
  func `the recorded session plays in other pieces`() async throws {
    let nemo = try await TestBackend.current.connection()
    try await Videos.withOutput { output in
      _ = try await QuickEdit.run(nemo, video: Videos.recording, output: output)
    }
  }

  @Test(.simulator(seed: 7, dialect: .apiReference, scenario: .failedRender))
  func `a render that fails is made again`() async throws {
    let backend = try TestBackend.current
    let nemo = try await backend.connection()
    try await Videos.withOutput { output in
      _ = try await QuickEdit.run(nemo, video: Videos.recording, output: output)
    }
    let renders = backend.world?.journal.filter { $0.kind == .renderSubmitted }
    #expect(renders?.count == 2)
  }

  @Test(.simulator()) func `another HTTP client reaches the same world`() async throws {
    let address = try await TestBackend.current.url()
    let url = try #require(URL(string: address + "/__sim/v1/health"))
    let (_, response) = try await URLSession.shared.data(from: url)
    #expect((response as? HTTPURLResponse)?.statusCode == 200)
  }

  @Test(.virtualTime) func `a day passes at once`() async throws {
    let clock = try TestClock.current
    let start = clock.wall
    try await clock.sleep(for: .seconds(86_400))
    #expect(clock.wall - start == .seconds(86_400))
  }
}
