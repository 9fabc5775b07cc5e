extension Fault {
  /// The vendor's own newer client keeps polling then (contract section 12.2).
  static let completedWithoutURL = Fault(
    "completed-without-url", .render, [.pollRender],
    effect: "a poll says `completed`, and no URL with it",
    remedy: "polls again, and at last asks the API for the file"
  ) { _ in
    [
      .json { answer in
        answer.visitObjects { $0.remove("output", "outputUrl") }
      }
    ]
  }
}
