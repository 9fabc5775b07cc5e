import HTTPTypes

extension Fault {
  static let htmlError = Fault(
    "html-error", .rest, .all,
    effect: "a gateway answers in the backend's place, with a page of HTML; nothing is done",
    remedy: "repeats what may be done twice, and tells of the rest that the backend has trouble",
    settings: [Setting("status", 502, in: 500...599, "the HTTP status of the page")]
  ) { settings in
    [.refuse(.gateway), .answer { plan, _ in plan = .page(settings["status"]) }]
  }
}

extension Refusal {
  /// For what never gets as far as the backend; another answer takes its place.
  static let gateway = Refusal(.overloaded, "A gateway answers in the backend's place.")
}

extension Plan {
  /// What gateways write when there is nothing behind them.
  static func page(_ status: Int) -> Plan {
    let title = "\(status) \(titles[status] ?? "Error")"
    var plan = Plan(status: status, headers: [.contentType: "text/html"], body: .bytes([]))
    plan.setBody(
      Array(
        "<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n".utf8))
    return plan
  }

  /// RFC 9110 section 15.6.
  private static let titles = [
    502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
  ]
}
