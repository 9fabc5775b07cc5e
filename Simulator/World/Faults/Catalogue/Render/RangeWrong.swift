import HTTPTypes

extension Fault {
  static let rangeWrong = Fault(
    "range-wrong", .render, [.download],
    effect: "a request for the rest of the file gets another part of it, and is told so",
    remedy: "compares Content-Range with what it asked for, and starts again"
  ) { _ in
    [
      .ofPart { plan, reference, range in
        let moved = range.lowerBound / 2..<range.upperBound
        let total = plan.headers[.contentRange]?.split(separator: "/").last.map(String.init) ?? "*"
        plan.headers[.contentRange] = "bytes \(moved.lowerBound)-\(moved.upperBound - 1)/\(total)"
        plan.headers[.contentLength] = nil
        plan.body = .media(reference, range: moved)
      }
    ]
  }
}
