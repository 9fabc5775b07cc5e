import NemoSimulator

extension FaultRow {
  /// A range is asked for only after a first attempt was cut.
  static let render: [FaultRow] = [
    FaultRow("pending-forever", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("status-goes-back", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("unknown-status", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("render-not-found", .pollRender, once: "", always: "export render-failed"),
    FaultRow("render-fails", .pollRender, once: "", always: "export render-failed"),
    FaultRow("completed-without-url", .pollRender, once: "", always: ""),
    FaultRow("download-refused", .download, once: "", always: "export download-failed"),
    FaultRow("download-expired", .download, once: "", always: "export download-failed"),
    FaultRow("download-cut", .download, once: "", always: "export download-failed"),
    FaultRow("download-reset", .download, once: "", always: "export download-failed"),
    FaultRow("download-stall", .download, once: "", always: "export download-failed"),
    FaultRow("download-truncated", .download, once: "", always: "export download-failed"),
    FaultRow("range-ignored", .download, once: "", always: "", besides: "download-cut", number: 2),
    FaultRow("range-wrong", .download, once: "", always: "", besides: "download-cut", number: 2),
    FaultRow("range-refused", .download, once: "", always: "", besides: "download-cut", number: 2),
    FaultRow("file-changed", .download, once: "", always: "", besides: "download-cut", number: 2),
    FaultRow("flipped-bytes", .download, once: "", always: "export download-failed"),
    FaultRow("html-as-video", .download, once: "", always: "export download-failed"),
    FaultRow("empty-file", .download, once: "", always: "export download-failed"),
  ]
}
