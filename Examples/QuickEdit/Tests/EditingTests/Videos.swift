import Foundation

/// The video that the tests upload, and a place for what they export.
enum Videos {
  static let recording = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent()
    .appendingPathComponent("../../../../Simulator/Samples/walkthrough.mp4").standardized.path

  static func withOutput<Result>(
    _ body: (String) async throws -> Result
  ) async throws -> Result {
    let path = FileManager.default.temporaryDirectory.path + "/quick-edit-\(UUID()).mp4"
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
  }
}
