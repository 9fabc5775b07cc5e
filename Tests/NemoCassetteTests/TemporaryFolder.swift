#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder that lives as long as this object.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/cassette-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Every file below a folder, by its path in it.
  static func files(in folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
      if let data = FileManager.default.contents(atPath: folder + "/" + name) {
        files[name] = [UInt8](data)
      }
    }
    return files
  }

  static func copy(_ source: String, to destination: String) throws {
    try FileManager.default.copyItem(atPath: source, toPath: destination)
  }
}

extension [UInt8] {
  func contains(_ text: String) -> Bool {
    let pattern = Array(text.utf8)
    guard !pattern.isEmpty, count >= pattern.count else { return false }
    return (0...(count - pattern.count)).contains { self[$0...].starts(with: pattern) }
  }
}
