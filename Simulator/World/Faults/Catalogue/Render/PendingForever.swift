extension Fault {
  static let pendingForever = Fault(
    "pending-forever", .render, [.pollRender], effect: "a poll says `pending`, whatever is true",
    remedy: "after its ten polls, hands the render on for later; it has not failed"
  ) { _ in
    [.renderStatus("pending")]
  }
}
