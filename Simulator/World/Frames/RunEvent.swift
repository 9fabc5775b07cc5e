/// What a run tells its client, before a dialect gives it a form.
enum RunEvent: Sendable, Hashable {
  /// A tool begins. The number tells calls of one run apart.
  case call(Tool, number: Int)
  /// A tool is done; `artifact` is the file that it has made.
  case result(Tool, number: Int, JSON, artifact: String?)
  case text(String)
  /// The run is broken off: the kind of its error, and a sentence.
  case failure(kind: String, message: String)
}

/// When a frame is sent, as forms write it.
struct FrameTime: Sendable, Hashable {
  var millisecondsSinceEpoch: Int64

  /// Seconds with their fraction, `1900000000.5`.
  var seconds: JSON { .decimal(Double(millisecondsSinceEpoch) / 1_000) }
}

/// One frame on the wire.
enum Frame {
  /// An unnamed event with JSON on one line, as all of the dialects have it.
  static func data(_ json: JSON) -> String { data(json.text) }

  static func data(_ text: String) -> String { "data: \(text)\n\n" }
}
