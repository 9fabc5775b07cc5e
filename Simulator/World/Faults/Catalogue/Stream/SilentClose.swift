extension Fault {
  /// Contract section 7.6: about 30 % of edits end so.
  static let silentClose = Fault(
    "silent-close", .stream, [.message],
    effect: "the stream ends as HTTP has it, without a word; the run goes on to its end",
    remedy: "reads the state and tells what has changed"
  ) { _ in
    [.stream { script, _ in script.frames = [] }]
  }
}
