extension Fault {
  static let stalledUpload = Fault(
    "stalled-upload", .upload, [.upload],
    effect: "after a part of the body nothing more is read, and nothing is answered",
    remedy: "its own limit of time ends it; nothing was stored",
    settings: [Setting("afterBytes", 512, in: 0...1 << 30, "how many bytes are read before")]
  ) { settings in
    [.intake(IntakeFault(afterBytes: settings["afterBytes"], then: .stall))]
  }
}
