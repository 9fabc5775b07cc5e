import Foundation
import NemoClient
import NemoSimulator
import NemoTime
import Testing

@testable import Nemo

@Suite struct DialectOptionTests {
  /// Runs `nemo` on a world in this folder and returns what its user was told besides.
  private func notices(of options: NemoOptions) async throws -> [String] {
    let told = Locked<[String]>([])
    var options = options
    options.rendering = .synthetic
    options.notice = { line in told.withLock { $0.append(line) } }
    try await withNemo(.simulator(), options) { _ = try await $0.newSession() }
    return told.withLock { $0 }
  }

  @Test func `a world that is kept keeps its dialect, and whoever asks for another is told`()
    async throws
  {
    let folder = FileManager.default.temporaryDirectory.path + "/nemo-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var options = NemoOptions()
    options.stateFolder = folder
    options.dialect = .adk
    #expect(try await notices(of: options) == [])
    options.dialect = nil
    #expect(try await notices(of: options) == [])
    options.dialect = .hostile
    #expect(
      try await notices(of: options) == [
        "The simulated world that is kept has its own dialect, adk. "
          + "Add --fresh to start one with yours."
      ])
    options.startsOver = true
    #expect(try await notices(of: options) == [])
    options.startsOver = false
    #expect(try await notices(of: options) == [])
  }
}
