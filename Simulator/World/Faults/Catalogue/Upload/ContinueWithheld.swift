extension Fault {
  /// RFC 9110 section 10.1.1: a client must not wait for ever.
  static let continueWithheld = Fault(
    "continue-withheld", .upload, [.upload],
    effect: "`Expect: 100-continue` gets no interim answer; the body is read when it comes",
    remedy: "sends the body after a short wait of its own"
  ) { _ in
    [.intake(IntakeFault(withholdsContinue: true))]
  }
}
