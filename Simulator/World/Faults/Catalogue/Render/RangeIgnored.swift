extension Fault {
  /// RFC 9110 section 14.2: a server may ignore `Range`.
  static let rangeIgnored = Fault(
    "range-ignored", .render, [.download],
    effect: "a request for the rest of the file gets all of it, with 200",
    remedy: "starts its file again"
  ) { _ in
    [.ofPart { plan, reference, _ in plan.becomeWhole(reference) }]
  }
}
