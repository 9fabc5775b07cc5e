extension Fault {
  /// Section 6.3: the HTTP status that goes with a code is unknown.
  static let refusalIn200 = Fault(
    "refusal-in-200", .rest, .all,
    effect: "the request is refused with a code in the body, and the HTTP status is 200",
    remedy: "takes the code for what it says, and never the status for success",
    settings: [Setting("code", 5_000, in: 400...9_999, "the code; this one is in no table")]
  ) { settings in
    [
      .refuse(
        Refusal(
          Refusal.Code(rawValue: settings["code"]), "A fault of this world refuses this request.")),
      .answer { plan, _ in plan.status = 200 },
    ]
  }
}
