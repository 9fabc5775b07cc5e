import NemoSimulator

extension FaultRow {
  static let render: [FaultRow] = [
    FaultRow("pending-forever", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("download-cut", .download, once: "", always: "export download-failed"),
  ]
}
