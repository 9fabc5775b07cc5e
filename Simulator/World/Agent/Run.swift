import NemoTime

/// The agent's work on one accepted message, planned in full when it is accepted.
struct Run: Sendable, Codable {
  var session: String
  var account: String
  var accepted: WallTime
  var steps: [Step] = []
  var frames: [Frame] = []
  var finishes: WallTime
  /// Frozen until the run finishes.
  var frozenCredits = 0
  /// Whether its price covers the session's editing from then on.
  var paysForEditing = false

  /// The frame inside which the stream breaks off; nil for a whole stream. The work goes on.
  var cutFrame: Int?

  /// When its stream ends; nil in worlds that were saved before streams could end early.
  var closes: WallTime?
  /// How its stream ends; nil closes it.
  var ends: StreamEnd?
  /// Whether it fails, so that its credits return; nil for no.
  var fails: Bool?

  /// Whether its credits stay frozen when it is over, because of a fault; nil for no.
  var keepsCreditsFrozen: Bool?

  /// How many exchanges read its frames; it has one from the start.
  var readers = 1

  /// Edits that take effect together, when a tool reports its result.
  struct Step: Sendable, Codable {
    var at: WallTime
    var edits: [Edit]
  }

  /// One server-sent event.
  struct Frame: Sendable, Hashable, Codable {
    var at: WallTime
    var text: String
    /// In the place of the text; nil for frames of a dialect.
    var raw: [UInt8]?

    var bytes: [UInt8] { raw ?? Array(text.utf8) }
  }
}

extension Run {
  /// What an exchange that has sent so many frames sends next; nil at the end of its stream.
  func nextBytes(after sent: Int) -> (bytes: [UInt8], at: WallTime)? {
    guard sent < frames.count, cutFrame.map({ sent <= $0 }) ?? true else { return nil }
    let bytes = frames[sent].bytes
    return (sent == cutFrame ? Array(bytes.prefix(bytes.count / 2)) : bytes, frames[sent].at)
  }

  /// What an exchange that has sent so many frames does next.
  func pull(after sent: Int) -> FramePull {
    if let (bytes, at) = nextBytes(after: sent) { return .frame(bytes, at: at) }
    let (end, at) = streamEnd
    return .end(end, at: at)
  }

  /// How its stream ends, and when.
  var streamEnd: (end: StreamEnd, at: WallTime) {
    guard let cutFrame, frames.indices.contains(cutFrame) else {
      return (ends ?? .closed, closes ?? finishes)
    }
    return (.short, frames[cutFrame].at)
  }
}
