extension Fault {
  static let splitAtEveryByte = Fault(
    "split-at-every-byte", .stream, [.message], effect: "each byte is a chunk of its own",
    remedy: "puts lines and characters together before it reads them"
  ) { _ in
    [
      .stream { script, _ in
        script.replaceFrames { frame in frame.bytes.map { .init(at: frame.at, bytes: [$0]) } }
      }
    ]
  }
}
