import Nemo

/// What a test does with its cassette.
enum CassettePlan: Hashable {
  case replay
  case record(from: Backend)

  /// - Parameters:
  ///   - asked: what the test itself says.
  ///   - variables: those of the process.
  ///   - exists: whether there is a cassette.
  init(
    _ name: String, asked: CassetteMode?, variables: [String: String], exists: Bool
  ) throws {
    switch try asked ?? Self.mode(variables) {
    case .missing where exists, .replay: self = .replay
    case .missing, .record: self = .record(from: try Self.source(of: name, variables))
    }
  }

  private static func mode(_ variables: [String: String]) throws -> CassetteMode {
    guard let text = variables["NEMO_CASSETTES"], !text.isEmpty else { return .replay }
    if let mode = CassetteMode(rawValue: text.lowercased()) { return mode }
    throw TestBackendError(
      .badMode, "NEMO_CASSETTES is \"\(text)\". It can be replay, missing or record.")
  }

  private static func source(
    of name: String, _ variables: [String: String]
  ) throws -> Backend {
    let text = variables["NEMO_BACKEND"] ?? ""
    let backend = text.isEmpty ? Backend.simulator() : try Backend(parsing: text)
    if case .cassette = backend {
      throw TestBackendError(
        .notRecordable,
        "\(name) can't be recorded from another cassette. Set NEMO_BACKEND to simulator, to an "
          + "address or to production, or leave it away.")
    }
    let isCI = !["", "0", "false"].contains(variables["CI"]?.lowercased() ?? "")
    if isCI, backend.isBeyondLoopback {
      throw TestBackendError(
        .recordsInCI,
        "\(name) is not recorded: CI is set, and NEMO_BACKEND is not on this machine. Record on "
          + "your own machine and commit the cassette.")
    }
    return backend
  }
}
