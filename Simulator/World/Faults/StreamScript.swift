import NemoTime

/// The frames of one stream, as they will be sent.
struct StreamScript: Sendable, Codable {
  var frames: [Frame]
  var end: StreamEnd
  var endsAt: WallTime
  /// When the run breaks off, so that what it has not done by then is left undone; nil for a run
  /// that goes on to its end, whatever is told of it.
  var runFailsAt: WallTime?
  /// What gives further events the form of this stream; nil once the script is made.
  var words: FrameWriter?

  private enum CodingKeys: CodingKey { case frames, end, endsAt, runFailsAt }

  /// Bytes that leave as one chunk; most are one server-sent event.
  struct Frame: Sendable, Hashable, Codable {
    var at: WallTime
    var bytes: [UInt8]
  }

  init(of run: Run) {
    end = run.ends ?? .closed
    endsAt = run.closes ?? run.finishes
    frames = run.frames.map { Frame(at: $0.at, bytes: $0.bytes) }
  }

  /// What an exchange that has sent so many frames does next.
  func pull(after sent: Int) -> FramePull {
    guard sent < frames.count else { return .end(end, at: endsAt) }
    return .frame(frames[sent].bytes, at: frames[sent].at)
  }
}

// MARK: Changes

extension StreamScript {
  /// The stream ends after so many frames, at the time of the last of them.
  mutating func cut(after count: Int, _ end: StreamEnd) {
    let last = frames.prefix(count + 1).last
    frames.removeSubrange(min(count, frames.count)...)
    self.end = end
    endsAt = frames.last?.at ?? last?.at ?? endsAt
  }

  /// The stream ends after so many frames and half of the next one.
  mutating func cutInside(after count: Int, _ end: StreamEnd) {
    guard frames.indices.contains(count) else { return cut(after: count, end) }
    cut(after: count + 1, end)
    let bytes = frames[count].bytes
    frames[count].bytes = Array(bytes.prefix(bytes.count / 2))
  }

  /// Each frame gives way to these.
  mutating func replaceFrames(_ change: (Frame) -> [Frame]) {
    frames = frames.flatMap(change)
  }

  /// Each frame's bytes give way to these.
  mutating func replaceBytes(_ change: ([UInt8]) -> [UInt8]) {
    for index in frames.indices { frames[index].bytes = change(frames[index].bytes) }
  }

  /// These events come before each of the frames.
  mutating func precedeFrames(with texts: [String]) {
    replaceFrames { frame in
      texts.map { Frame(at: frame.at, bytes: Array($0.utf8)) } + [frame]
    }
  }

  /// Something more is told at that time, after all that is told.
  mutating func tell(_ event: RunEvent, at time: WallTime) {
    for text in words?.frames(of: event, at: time) ?? [] { send(text, at: time) }
  }

  mutating func send(_ text: String, at time: WallTime) {
    frames.append(Frame(at: time, bytes: Array(text.utf8)))
    endsAt = max(endsAt, time)
  }

  /// The run breaks off after so many frames, and the stream ends soon after these words.
  mutating func breakOff(after count: Int, saying words: (inout StreamScript, WallTime) -> Void) {
    cut(after: count, .closed)
    let time = endsAt
    words(&self, time)
    runFailsAt = time
    endsAt = time + RunPlanner.closing
  }
}
