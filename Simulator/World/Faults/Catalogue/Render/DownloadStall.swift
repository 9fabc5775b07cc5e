extension Fault {
  static let downloadStall = Fault(
    "download-stall", .render, [.download],
    effect: "a part of the file is sent, then nothing more comes",
    remedy: "its own limit of time ends the wait; then it resumes with Range",
    settings: [Setting("percent", 50, in: 0...99, "how much of the file is sent")]
  ) { settings in
    [.damage(sentPercent: settings["percent"], end: .stall)]
  }
}
