import Foundation
import NemoTesting

/// The screen recording that the tests upload.
enum Sample {
  static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// A store of its own that holds the recording, and takes exports.
  static func files() -> MemoryFileStore {
    let path = packageFolder + "/Simulator/Samples/walkthrough.mp4"
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    return MemoryFileStore(["walkthrough.mp4": Array(bytes)])
  }

  /// A folder that goes away after `body`.
  static func withFolder<Result>(
    _ body: (String) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/nemo-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
  }
}
