extension Fault {
  static let duplicateFrames = Fault(
    "duplicate-frames", .stream, [.message], effect: "each frame comes twice",
    remedy: "shows a text once, and counts no work twice"
  ) { _ in
    [.stream { script, _ in script.replaceFrames { [$0, $0] } }]
  }
}
