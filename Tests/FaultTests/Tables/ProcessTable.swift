import NemoSimulator

extension FaultRow {
  static let process: [FaultRow] = []
}
