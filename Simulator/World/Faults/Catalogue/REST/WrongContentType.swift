import HTTPTypes

extension Fault {
  static let wrongContentType = Fault(
    "wrong-content-type", .rest, .all,
    effect: "the answer is as it should be, but says that it is text/plain",
    remedy: "goes by what the answer is"
  ) { _ in [.answer { plan, _ in plan.headers[.contentType] = "text/plain" }] }
}
