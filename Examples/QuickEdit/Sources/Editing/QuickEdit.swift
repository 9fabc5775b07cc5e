public import Nemo

/// A screen recording in, a titled video out. The same whatever answers.
public enum QuickEdit {
  public struct Failed: Error, CustomStringConvertible {
    public let description: String
  }

  /// Uploads the video, has it edited, and exports it.
  public static func run(
    _ nemo: Connection, video: String, output: String
  ) async throws -> ExportedFile {
    let session = try await nemo.newSession()
    _ = try await session.upload(video)
    let outcome = await session.send("crop to 16:9 and add a title \"Lumen\"")
    if case .failed(let error) = outcome { throw Failed(description: error.description) }
    return try await session.export(to: output)
  }
}
