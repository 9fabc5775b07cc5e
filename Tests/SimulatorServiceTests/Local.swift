import NemoHTTP
import NemoSimulator
import SimulatorService
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What this machine has, and folders of its own for a test.
enum Local {
  static let tools = MediaTools(
    searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")

  static var canRender: Bool { tools.ffmpeg != nil && tools.ffprobe != nil }

  static let needsFFmpeg: Comment = "ffmpeg and ffprobe are not on PATH: nothing can be rendered"

  static func folder(_ name: String) throws -> ScratchFolder {
    try ScratchFolder(
      path: FileManager.default.temporaryDirectory
        .appendingPathComponent("nemo \(name):\(UUID())").path)
  }

  static func spec(_ json: String) throws -> RenderSpec {
    try JSONDecoder().decode(RenderSpec.self, from: Data(json.utf8))
  }
}

extension MediaStore {
  /// Stores bytes as an upload would, and says under which digest.
  func add(_ bytes: [UInt8]) throws -> MediaFacts {
    let upload = try beginUpload()
    try upload.write(bytes)
    return try upload.finish()
  }
}
