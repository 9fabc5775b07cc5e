extension Fault {
  static let resultsWithoutCalls = Fault(
    "results-without-calls", .stream, [.message],
    effect: "tools report results, but no frame says that they were called",
    remedy: "takes a result without a call for no trouble"
  ) { _ in
    [.stream { script, _ in script.frames.removeAll { $0.content == .call } }]
  }
}
