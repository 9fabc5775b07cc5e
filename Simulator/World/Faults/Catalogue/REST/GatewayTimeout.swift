extension Fault {
  static let gatewayTimeout = Fault(
    "gateway-timeout", .rest, .all,
    effect: "the request is done, but a gateway has given up: 504, with a page of HTML",
    remedy: "as with a lost answer: it is unknown what was done"
  ) { _ in [.answer { plan, _ in plan = .page(504) }] }
}
