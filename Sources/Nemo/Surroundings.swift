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
  /// Where the vendor's own tools keep their client id; nil for none.
  public var clientIDFile: String?

  public init(variables: [String: String], stateFolder: String, clientIDFile: String? = nil) {
    self.variables = variables
    self.stateFolder = stateFolder
    self.clientIDFile = clientIDFile
  }

  /// Those of this process: `$XDG_STATE_HOME/nemo`, else `~/.local/state/nemo`; and
  /// `~/.config/nemovideo/client_id` (contract section 1), wherever `XDG_CONFIG_HOME` leads, because
  /// the vendor's tools look nowhere else.
  public static func ofThisProcess() -> Surroundings {
    let variables = ProcessInfo.processInfo.environment
    let home = home(variables)
    return Surroundings(
      variables: variables, stateFolder: stateFolder(variables: variables, home: home),
      clientIDFile: home + "/.config/nemovideo/client_id")
  }

  /// `HOME` as a shell has it.
  private static func home(_ variables: [String: String]) -> String {
    if let home = variables["HOME"], home.hasPrefix("/") { return home }
    return FileManager.default.homeDirectoryForCurrentUser.path
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
