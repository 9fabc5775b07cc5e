extension Fault {
  static let renderNotFound = Fault(
    "render-not-found", .render, [.pollRender],
    effect: "a poll says that there is no such render, though there is: 404",
    remedy: "polls again: the job may not have reached every server yet"
  ) { _ in
    [.refuse(Refusal(.notFound, "There is no render with this id."))]
  }
}
