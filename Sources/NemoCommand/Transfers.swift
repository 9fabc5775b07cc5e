import Nemo
import NemoClient

/// Uploads and renders as every command shows them.
struct Transfers: Sendable {
  let console: Console

  init(_ console: Console) {
    self.console = console
  }

  func upload(_ path: String, to session: EditingSession) async throws -> [UploadedFile] {
    let title = "Uploading " + lastPathComponent(path)
    let files = try await session.upload(path) { [console] progress in
      console.progress(
        title,
        progress.totalBytes == 0 ? 1 : Double(progress.sentBytes) / Double(progress.totalBytes))
    }
    console.endProgress()
    return files
  }

  /// - Parameter retrying: what is said when another render takes the place of the first.
  func show(
    _ progress: ExportProgress, retrying: String = "The render failed. Trying once more..."
  ) {
    switch progress {
    case .submitting: console.progress("⏳ Rendering", 0)
    case .rendering(let percent): console.progress("⏳ Rendering", (percent ?? 0) / 100)
    case .retrying: console.say(retrying)
    case .downloading(let received, let total):
      console.progress("Downloading", total.map { Double(received) / Double(max($0, 1)) } ?? 0)
    case .rateLimited(let pause): console.say(Conversation.busy(pause))
    }
  }
}

extension JSONText {
  static func uploaded(_ file: UploadedFile) -> JSONText {
    .object([
      "filename": .string(file.filename), "kind": .optional(file.kind),
      "width": file.width.map(JSONText.number) ?? .null,
      "height": file.height.map(JSONText.number) ?? .null,
      "durationSeconds": file.durationSeconds.map(JSONText.number) ?? .null,
    ])
  }
}
