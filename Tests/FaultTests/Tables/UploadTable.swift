import NemoSimulator

extension FaultRow {
  static let upload: [FaultRow] = [
    FaultRow("reset-mid-body", .upload, once: "upload disconnected", always: "upload disconnected")
  ]
}
