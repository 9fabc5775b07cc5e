extension Fault {
  /// WHATWG "Server-sent events", section 9.2.5: one may stand at the start.
  static let byteOrderMark = Fault(
    "byte-order-mark", .stream, [.message], effect: "the stream begins with a byte order mark",
    remedy: "skips it"
  ) { _ in
    [
      .stream { script, _ in
        guard !script.frames.isEmpty else { return }
        script.frames[0].bytes.insert(contentsOf: [0xef, 0xbb, 0xbf], at: 0)
      }
    ]
  }
}
