import NemoHTTP

extension Fault {
  /// RFC 9110 section 10.1.1 lets a server answer before it has read a body; contract section 11
  /// has limits that are known before the file is there.
  static let earlyRefusal = Fault(
    "early-refusal", .upload, [.upload],
    effect: "the upload is refused while its body is still being sent",
    remedy: "tells the refusal, and not the failure to send that comes with it",
    settings: [
      Setting("code", 4002, in: 400...9_999, "the code, or an HTTP status that stands for itself"),
      Setting("afterBytes", 0, in: 0...1 << 30, "how many bytes are read before"),
      Setting(
        "drained", 1, in: 0...1, "0 resets the connection after the answer, 1 reads the rest"),
    ]
  ) { settings in
    [
      .intake(IntakeFault(afterBytes: settings["afterBytes"], then: .answer)),
      .refuse(
        Refusal(Refusal.Code(rawValue: settings["code"]), "A fault of this world refuses it.")),
      .answer { plan, _ in
        guard settings["drained"] == 0 else { return }
        plan.wire = WireScript([.head(.usual), .body], end: .reset)
      },
    ]
  }
}
