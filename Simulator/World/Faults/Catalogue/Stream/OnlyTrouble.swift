extension Fault {
  /// Contract section 7.6; no document says what it means, so that the state must.
  static let onlyTrouble = Fault(
    "only-trouble", .stream, [.message],
    effect: "the only text is \"I encountered a temporary issue\", though the run goes well",
    remedy: "reads the state before it says that the edit has failed"
  ) { _ in
    [
      .stream { script, _ in
        script.frames.removeAll { if case .text = $0.content { true } else { false } }
        script.tell(.text(Wording.tailNoise), at: script.endsAt)
      }
    ]
  }
}
