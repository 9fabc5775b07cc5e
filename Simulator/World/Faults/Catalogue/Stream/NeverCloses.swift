extension Fault {
  /// Contract section 7.6: seen with the ADK.
  static let neverCloses = Fault(
    "never-closes", .stream, [.message],
    effect: "every frame comes, but the stream does not end when the work is done",
    remedy: "leaves on its own limit of time, reads the state, and keeps what was told"
  ) { _ in
    [.stream { script, _ in script.end = .stall }]
  }
}
