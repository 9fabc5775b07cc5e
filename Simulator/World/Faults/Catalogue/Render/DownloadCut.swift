extension Fault {
  static let downloadCut = Fault(
    "download-cut", .render, [.download],
    effect: "a part of the file is sent, then the connection closes short of Content-Length",
    remedy: "resumes with Range where it stopped; no partial file stands at the final path",
    settings: [Setting("percent", 50, in: 0...99, "how much of the file is sent")]
  ) { settings in
    [.damage(sentPercent: settings["percent"], end: .short)]
  }
}
