import HTTPTypes
import NemoTime

extension Fault {
  /// RFC 9110 section 13.1.5: `If-Range` then brings the whole file.
  static let fileChanged = Fault(
    "file-changed", .render, [.download],
    effect: "the file is another one than before: its ETag differs, and a range brings all of it",
    remedy: "starts its file again: halves of two files are none"
  ) { _ in
    [
      .answer { plan, chance in
        guard case .media(let reference, let range) = plan.body else { return }
        plan.headers[.eTag] = "\"changed-\(chance.next())\""
        if range != nil { plan.becomeWhole(reference) }
      }
    ]
  }
}
