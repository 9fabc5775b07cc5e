import NemoSimulator

extension FaultRow {
  static let stream: [FaultRow] = [
    FaultRow("silent-close", .message, once: "edit changed", always: "edit changed"),
    FaultRow("cut-inside-frame", .message, once: "edit changed", always: "edit changed"),
  ]
}
