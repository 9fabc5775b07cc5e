extension Fault {
  static let throttledUpload = Fault(
    "throttled-upload", .upload, [.upload], effect: "the body is read slowly, to its end",
    remedy: "goes on: a slow upload is no dead one",
    settings: [Setting("bytesPerSecond", 1_000, in: 1...1 << 30, "how fast it is read")]
  ) { settings in
    [.intake(IntakeFault(bytesPerSecond: settings["bytesPerSecond"]))]
  }
}
