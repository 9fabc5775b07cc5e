extension Fault {
  static let flippedBytes = Fault(
    "flipped-bytes", .render, [.download],
    effect: "bytes of the file are inverted on their way; its size is right",
    remedy: "where that breaks the container, takes the next way to the file",
    settings: [
      Setting("intervalBytes", 5, in: 1...1 << 30, "each byte at a multiple of this is inverted")
    ]
  ) { settings in
    [
      .answer { plan, _ in
        guard case .media = plan.body else { return }
        var damage = BodyDamage()
        damage.invertedByteInterval = settings["intervalBytes"]
        plan.damage = damage
      }
    ]
  }
}
