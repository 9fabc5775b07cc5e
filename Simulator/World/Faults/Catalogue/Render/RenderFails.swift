extension Fault {
  static let renderFails = Fault(
    "render-fails", .render, [.pollRender], effect: "a poll says `failed`",
    remedy: "submits once more under a new id; then tells that the export failed"
  ) { _ in
    [.renderStatus("failed")]
  }
}
