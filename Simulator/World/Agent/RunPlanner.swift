import NemoTime

/// Lays out a run in time: tool calls and results, heartbeats and text.
///
/// Durations: text 5-15 s, edits 10-30 s, generation 100-300 s (contract section 16.3). The
/// heartbeat's interval is not published; 10 s is assumed, well within what proxies allow.
struct RunPlanner {
  static let heartbeatMilliseconds: Int64 = 10_000
  static let textSeconds = 5.0...15.0
  static let editSeconds = 10.0...30.0
  static let generationSeconds = 100.0...300.0
  /// How long a stream stays open after its last frame; assumed.
  static let closing = Duration.milliseconds(200)
  /// How long a run works before it fails; assumed.
  static let failureSeconds = 3.0

  private var writer: FrameWriter
  private(set) var frames: [Run.Frame] = []
  private(set) var steps: [Run.Step] = []
  private(set) var now: WallTime
  /// When the stream ends before the work does; nil for a stream that lasts as long.
  private(set) var closes: WallTime?
  private var hasSpoken = false
  private var calls = 0

  init(at start: WallTime, writer: FrameWriter) {
    self.now = start
    self.writer = writer
  }

  /// Nothing but heartbeats until that time.
  mutating func wait(until end: WallTime) {
    var beat = now + .milliseconds(Self.heartbeatMilliseconds)
    while beat < end {
      if closes == nil, let text = writer.heartbeat() { frames.append(.init(at: beat, text: text)) }
      beat = beat + .milliseconds(Self.heartbeatMilliseconds)
    }
    now = max(now, end)
  }

  mutating func wait(seconds: Double) {
    wait(until: now + .milliseconds(Int64(seconds * 1_000)))
  }

  /// A tool works for that long; then its edits take effect.
  mutating func work(
    _ tool: Tool, _ edits: [Edit], seconds: Double, result: JSON, artifact: String? = nil
  ) {
    let number = call(tool)
    wait(seconds: seconds)
    tell(.result(tool, number: number, result, artifact: artifact))
    steps.append(.init(at: now, edits: edits))
  }

  mutating func say(_ text: String) {
    hasSpoken = true
    tell(.text(text))
  }

  /// The run breaks off, amid the work of a tool if there is one. No edit takes effect.
  mutating func breakOff(during tool: Tool?, after seconds: Double) {
    if let tool { _ = call(tool) }
    wait(seconds: seconds)
    let message = tool.map { "the tool \"\($0.name)\" broke" } ?? "the \"model\" broke"
    tell(.failure(kind: "RuntimeError", message: message))
  }

  /// The end of what is told. The work may go on.
  mutating func closeStream(noise: Dialect.TailNoise) {
    guard closes == nil else { return }
    // After normal output only: alone it would say that the run has failed (section 7.6).
    if noise == .on, hasSpoken { tell(.text(Wording.tailNoise)) }
    if let frame = writer.doneFrame { frames.append(.init(at: now, text: frame)) }
    closes = now + Self.closing
  }

  private mutating func call(_ tool: Tool) -> Int {
    calls += 1
    tell(.call(tool, number: calls))
    return calls
  }

  private mutating func tell(_ event: RunEvent) {
    guard closes == nil else { return }
    for text in writer.frames(of: event, at: now) { frames.append(.init(at: now, text: text)) }
  }
}

/// A tool of the agent, as its frames show it (section 7.8).
struct Tool: Sendable, Hashable {
  var name: String
  var arguments: JSON

  /// Documented: `edit_multitrack` for titles and effects, `generate_video_with_seedance`. The
  /// others are made of the parts that the vendor's own client looks for.
  init(for edit: Edit) {
    switch edit {
    case .generate(let asset, let title):
      self.init(
        name: "generate_video_with_seedance",
        arguments: [
          "prompt": .string(title), "duration": .integer(asset.durationMilliseconds / 1_000),
        ])
    case .addMusic(let style, _):
      self.init(name: "add_music", arguments: ["style": .string(style)])
    case .addVoice(_, let language):
      self.init(name: "generate_voiceover", arguments: ["language": .string(language.rawValue)])
    case .highlightClicks, .trimPauses, .addCaptions:
      self.init(name: "understand_video", arguments: ["operation": .string(edit.operation)])
    default:
      self.init(name: "edit_multitrack", arguments: ["operation": .string(edit.operation)])
    }
  }

  /// Whatever a scenario calls it.
  init(named name: String, arguments: JSON) {
    self.init(name: name, arguments: arguments)
  }

  private init(name: String, arguments: JSON) {
    self.name = name
    self.arguments = arguments
  }
}

extension Edit {
  /// The file that it makes; nil where it makes none.
  var generatedFile: String? {
    if case .generate(let asset, _) = self { asset.filename } else { nil }
  }

  /// What a tool's arguments call it; assumed.
  var operation: String {
    switch self {
    case .show: "start_draft"
    case .append: "append_clip"
    case .trim: "trim"
    case .trimPauses: "trim_pauses"
    case .crop: "crop"
    case .addTitle: "add_title"
    case .restyleTitle: "change_title"
    case .addCaptions: "add_captions"
    case .addMusic, .addSong: "add_music"
    case .setVolume: "set_volume"
    case .addVoice: "add_voiceover"
    case .addTransition: "add_transition"
    case .changeSpeed, .setSpeed: "change_speed"
    case .highlightClicks: "highlight_clicks"
    case .remove: "remove"
    case .generate: "generate"
    }
  }
}
