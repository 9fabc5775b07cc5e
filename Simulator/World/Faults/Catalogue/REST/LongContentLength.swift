import HTTPTypes
import NemoHTTP

extension Fault {
  static let longContentLength = Fault(
    "long-content-length", .rest, .answeredInJSON,
    effect: "Content-Length is 64 more than the body has, then the connection closes",
    remedy: "takes the answer for lost"
  ) { _ in
    [
      .answer { plan, _ in
        guard case .bytes(let bytes) = plan.body else { return }
        var damage = BodyDamage()
        damage.end = .short
        plan.damage = damage
        plan.headers[.contentLength] = String(bytes.count + 64)
        plan.wire = WireScript([.head(.length(bytes.count + 64)), .body])
      }
    ]
  }
}
