#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the process finds around itself: its variables and its folders.
///
/// The library reads them here, in one place, and only for a caller who asks.
public struct Surroundings: Sendable, Hashable {
  public var variables: [String: String]
  /// Where the ledger and the simulator's world are kept; it may not exist yet.
  public var stateFolder: String

  public init(variables: [String: String], stateFolder: String) {
    self.variables = variables
    self.stateFolder = stateFolder
  }

  /// Those of this process: `$XDG_STATE_HOME/nemo`, else `~/.local/state/nemo`.
  public static func ofThisProcess() -> Surroundings {
    let variables = ProcessInfo.processInfo.environment
    return Surroundings(
      variables: variables,
      stateFolder: stateFolder(
        variables: variables, home: FileManager.default.homeDirectoryForCurrentUser.path))
  }

  /// The XDG Base Directory Specification lets only absolute paths count.
  static func stateFolder(variables: [String: String], home: String) -> String {
    if let folder = variables["XDG_STATE_HOME"], folder.hasPrefix("/") { return folder + "/nemo" }
    return home + "/.local/state/nemo"
  }

  /// The token that the user gave, if any.
  public var token: String? {
    variables["NEMO_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Makes the folder for what is kept, readable by its owner alone.
func createStateFolder(_ path: String) throws {
  do {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  } catch {
    throw StateError(.unwritable, path: path)
  }
}
