import SimulatorService

/// The executable that the simulator's commands are part of: `nemo` or `nemo-simulator`.
///
/// Only an executable reads its environment, so that it tells the commands here.
public protocol SimulatorProgram: Sendable {
  /// What a user types before the name of a command, such as `nemo simulator`.
  static var name: String { get }
  /// The variables of the process.
  static var variables: [String: String] { get }
  /// What a script is told of an error; as `nemo` has it unless told otherwise.
  static func exitCode(for error: any Error) -> Int32
}

extension SimulatorProgram {
  public static func exitCode(for error: any Error) -> Int32 {
    switch error {
    case is StateFolderFailure: 41
    case is ScenarioFileError: 64
    case is CancellationError: 130
    default: 1
    }
  }
}
