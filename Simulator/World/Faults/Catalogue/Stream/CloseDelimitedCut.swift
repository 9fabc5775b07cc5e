import NemoHTTP

extension Fault {
  /// RFC 9112 section 6.3, rule 8: such a body is over when its connection is, so that no client
  /// sees that it was cut.
  static let closeDelimitedCut = Fault(
    "close-delimited-cut", .stream, [.message],
    effect: "the body has no framing, and the connection closes inside a frame",
    remedy: "does not take the end of the bytes for the end of the work; reads the state",
    settings: [.afterEvents]
  ) { settings in
    [
      .answer { plan, _ in
        guard case .frames = plan.body else { return }
        plan.wire = WireScript([.head(.untilClose), .body])
      },
      .stream { script, _ in script.cutInside(after: settings["afterEvents"], .closed) },
    ]
  }
}
