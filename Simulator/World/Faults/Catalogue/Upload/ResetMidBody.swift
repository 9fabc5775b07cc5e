extension Fault {
  static let resetMidBody = Fault(
    "reset-mid-body", .upload, [.upload],
    effect: "the connection is reset after a part of the body was read; nothing is stored",
    remedy: "tells that the upload did not arrive; repeating it is the user's choice or safe",
    settings: [Setting("afterBytes", 512, in: 0...1 << 30, "how many bytes are read before")]
  ) { settings in
    [.intake(IntakeFault(afterBytes: settings["afterBytes"], then: .reset))]
  }
}
