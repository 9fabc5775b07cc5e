import HTTPTypes

extension Fault {
  /// RFC 9110 section 15.5.17.
  static let rangeRefused = Fault(
    "range-refused", .render, [.download], effect: "a request for the rest of the file gets 416",
    remedy: "starts again without a range"
  ) { _ in
    [
      .ofPart { plan, _, _ in
        plan = Plan(status: 416, headers: [.contentLength: "0"], body: .bytes([]))
      }
    ]
  }
}
