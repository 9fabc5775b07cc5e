import NemoHTTP

extension Fault {
  static let downloadTruncated = Fault(
    "download-truncated", .render, [.download],
    effect: "a part of the file is sent without Content-Length; the connection's end is its end",
    remedy: "sees from the boxes of the file that it is not whole, and takes the next way to it",
    settings: [Setting("percent", 50, in: 0...99, "how much of the file is sent")]
  ) { settings in
    [
      .damage(sentPercent: settings["percent"], end: .closed),
      .answer { plan, _ in plan.wire = WireScript([.head(.untilClose), .body]) },
    ]
  }
}
