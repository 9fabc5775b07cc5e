import HTTPTypes

extension Fault {
  static let emptyFile = Fault(
    "empty-file", .render, [.download], effect: "the file comes without a byte, with 200",
    remedy: "takes the next way to the file; an empty one never stands at the final path"
  ) { _ in
    [
      .answer { plan, _ in
        plan = Plan(status: 200, headers: [.contentType: "video/mp4"], body: .bytes([]))
      }
    ]
  }
}
