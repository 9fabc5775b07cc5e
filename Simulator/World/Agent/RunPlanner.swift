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

  var heartbeat: Dialect.Heartbeat
  private(set) var frames: [Run.Frame] = []
  private(set) var steps: [Run.Step] = []
  private(set) var now: WallTime
  private var beats = 0

  init(at start: WallTime, heartbeat: Dialect.Heartbeat) {
    self.now = start
    self.heartbeat = heartbeat
  }

  /// Nothing but heartbeats until that time.
  mutating func wait(until end: WallTime) {
    var beat = now + .milliseconds(Self.heartbeatMilliseconds)
    while beat < end {
      if let text = beatText() { frames.append(.init(at: beat, text: text)) }
      beat = beat + .milliseconds(Self.heartbeatMilliseconds)
    }
    now = max(now, end)
  }

  mutating func wait(seconds: Double) {
    wait(until: now + .milliseconds(Int64(seconds * 1_000)))
  }

  /// A tool works for that long; then its edits take effect.
  mutating func work(_ tool: Tool, _ edits: [Edit], seconds: Double, result: JSON) {
    // Section 7.3 names the frames' keys; their contents are published nowhere (7.8).
    frame(["type": "tool_call", "name": .string(tool.name), "args": tool.arguments])
    wait(seconds: seconds)
    frame(["type": "tool_result", "name": .string(tool.name), "result": result])
    steps.append(.init(at: now, edits: edits))
  }

  mutating func say(_ text: String) {
    frame(["type": "text", "content": .string(text)])
  }

  private mutating func frame(_ json: JSON) {
    frames.append(.init(at: now, text: "data: \(json.text)\n\n"))
  }

  /// Typed and empty heartbeats are both documented (section 7.3).
  private mutating func beatText() -> String? {
    beats += 1
    let typed = "data: {\"type\":\"heartbeat\"}\n\n"
    let empty = "data:\n\n"
    switch heartbeat {
    case .alternate: return beats % 2 == 1 ? typed : empty
    case .typed: return typed
    case .empty: return empty
    case .comment: return ": heartbeat\n\n"
    case .none: return nil
    }
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

  private init(name: String, arguments: JSON) {
    self.name = name
    self.arguments = arguments
  }
}

extension Edit {
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
