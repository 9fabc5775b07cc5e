extension Fault {
  static let unknownStatus = Fault(
    "unknown-status", .render, [.pollRender],
    effect: "a poll says a status that no source names, `transcoding`",
    remedy: "takes it for work in progress and keeps polling, within its budget"
  ) { _ in
    [.renderStatus("transcoding")]
  }
}
