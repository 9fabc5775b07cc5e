extension Fault {
  static let downloadReset = Fault(
    "download-reset", .render, [.download],
    effect: "a part of the file is sent, then the connection is reset",
    remedy: "resumes with Range where it stopped",
    settings: [Setting("percent", 50, in: 0...99, "how much of the file is sent")]
  ) { settings in
    [.damage(sentPercent: settings["percent"], end: .reset)]
  }
}
