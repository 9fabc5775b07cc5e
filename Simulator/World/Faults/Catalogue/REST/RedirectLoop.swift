import HTTPTypes

extension Fault {
  static let redirectLoop = Fault(
    "redirect-loop", .rest, .all,
    effect: "the request is not done, but redirected to where it was sent",
    remedy: "follows a GET a few times and gives up; never sends anything else again",
    settings: [Setting("status", 302, in: 301...308, "the HTTP status of the redirect")]
  ) { settings in
    [
      .refuse(.gateway),
      .reply { plan, _, request in
        plan = .redirect(settings["status"], to: request.base + (request.path ?? "/"))
      },
    ]
  }
}

extension Plan {
  static func redirect(_ status: Int, to location: String) -> Plan {
    var plan = Plan(status: status, headers: [.location: location], body: .bytes([]))
    plan.setBody([])
    return plan
  }
}
