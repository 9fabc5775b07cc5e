extension Fault {
  /// Contract section 7.6.
  static let trailingTrouble = Fault(
    "trailing-trouble", .stream, [.message],
    effect: "after everything else, the last text is \"I encountered a temporary issue\"",
    remedy: "drops that text"
  ) { _ in
    [.stream { script, _ in script.tell(.text(Wording.tailNoise), at: script.endsAt) }]
  }
}
