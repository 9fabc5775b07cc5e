extension Fault {
  static let callsWithoutResults = Fault(
    "calls-without-results", .stream, [.message],
    effect: "tools are called, but no frame says that they are done",
    remedy: "takes a text after them for the end of their work; without one, reads the state"
  ) { _ in
    [.stream { script, _ in script.frames.removeAll { $0.content == .result } }]
  }
}
