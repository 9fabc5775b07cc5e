extension Fault {
  static let idAndRetryOnly = Fault(
    "id-and-retry-only", .stream, [.message],
    effect: "before each frame come an event with an id alone and one with a retry time alone",
    remedy: "takes no notice, and never connects again with the id (contract section 16.1)"
  ) { _ in
    [.stream { script, _ in script.precedeFrames(with: ["id: 7\n\n", "retry: 1000\n\n"]) }]
  }
}
