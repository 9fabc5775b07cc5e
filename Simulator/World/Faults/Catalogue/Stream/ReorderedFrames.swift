extension Fault {
  static let reorderedFrames = Fault(
    "reordered-frames", .stream, [.message],
    effect: "of calls, results and texts, each two neighbours change places",
    remedy: "tells every text, and takes a result before its call for no trouble"
  ) { _ in
    [
      .stream { script, _ in
        let telling = script.frames.indices.filter { script.frames[$0].content != .other }
        // From the end on, so that the last text comes before what it follows.
        for second in stride(from: telling.count - 1, to: 0, by: -2) {
          script.swapBytes(telling[second - 1], telling[second])
        }
      }
    ]
  }
}

extension StreamScript {
  /// Two frames change places; the times stay in order.
  fileprivate mutating func swapBytes(_ first: Int, _ second: Int) {
    let bytes = frames[first].bytes
    frames[first].bytes = frames[second].bytes
    frames[second].bytes = bytes
  }
}
