import NemoHTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Folders of this machine.
enum Folders {
  /// Creates the folder and those above it. One that is there is no error.
  static func create(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FileFailure(.notPermitted, path: path, operation: "create")
    }
  }

  /// Removes the folder and everything in it.
  static func removeAll(at path: String) throws {
    try FileManager.default.removeItem(atPath: path)
  }
}

/// A folder for intermediate files, removed with all that is in it when nobody uses it any more.
public final class ScratchFolder: Sendable {
  public let path: String

  /// Creates the folder. - Throws: `FileFailure`.
  public init(path: String) throws {
    self.path = path
    try Folders.create(path)
  }

  deinit { try? Folders.removeAll(at: path) }
}
