import HTTPTypes
import NemoHTTP

extension Fault {
  static let shortContentLength = Fault(
    "short-content-length", .rest, .answeredInJSON,
    effect: "Content-Length is half of what the body has; the rest follows all the same",
    remedy: "reads as much as was announced, and sees that it is no whole answer"
  ) { _ in
    [
      .answer { plan, _ in
        guard case .bytes(let bytes) = plan.body else { return }
        let announced = bytes.count / 2
        plan.setBody(Array(bytes.prefix(announced)))
        plan.wire = WireScript([
          .head(.length(announced)), .body, .bytes(Array(bytes.dropFirst(announced))),
        ])
      }
    ]
  }
}
