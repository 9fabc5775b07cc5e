extension Fault {
  static let noLastBlankLine = Fault(
    "no-last-blank-line", .stream, [.message],
    effect: "the stream ends, as HTTP has it, without the line ends of its last event",
    remedy: "reads the last event all the same (contract section 7.7)"
  ) { _ in
    [
      .stream { script, _ in
        guard let last = script.frames.indices.last else { return }
        while script.frames[last].bytes.last == UInt8(ascii: "\n") {
          script.frames[last].bytes.removeLast()
        }
      }
    ]
  }
}
