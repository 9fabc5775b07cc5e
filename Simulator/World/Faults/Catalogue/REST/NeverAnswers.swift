extension Fault {
  static let neverAnswers = Fault(
    "never-answers", .rest, .all, effect: "the request is done, and no answer ever comes",
    remedy:
      "its own limit of time ends the wait; what may have been done is found out from the state"
  ) { _ in
    [.answer { plan, _ in plan.body = .never }]
  }
}
