extension Fault {
  /// What a proxy does that collects answers before it hands them on.
  static let bufferedStream = Fault(
    "buffered-stream", .stream, [.message],
    effect: "all frames come in one chunk, when the stream ends",
    remedy: "reads them as if they had come one by one"
  ) { _ in
    [
      .stream { script, _ in
        let bytes = script.frames.flatMap(\.bytes)
        script.frames = bytes.isEmpty ? [] : [.init(at: script.endsAt, bytes: bytes)]
      }
    ]
  }
}
