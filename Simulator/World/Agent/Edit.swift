/// One change to a draft, as the agent has understood it.
enum Edit: Sendable, Hashable, Codable {
  /// Starts a draft that shows the asset.
  case show(Asset, title: String)
  /// Puts the asset after the last clip.
  case append(Asset)
  case trim(Trim)
  case trimPauses(start: Bool, end: Bool)
  case crop(width: Int, height: Int)
  case addTitle(text: String, TextStyle)
  case restyleTitle(text: String?, TextStyle)
  /// Of that text; else of the voice-over's script.
  case addCaptions(text: String?)
  case addMusic(style: String, volume: Double?)
  case addSong(Asset, volume: Double?)
  case setVolume(Target, Double)
  case addVoice(text: String?, language: Language)
  case addTransition(RenderSpec.Transition.Kind)
  /// So many times as fast as now.
  case changeSpeed(Double)
  /// So many times as fast as the source.
  case setSpeed(Double)
  case highlightClicks
  case remove(Target)
  /// Puts a clip of the simulated model after the last one.
  case generate(Asset, title: String)

  enum Trim: Sendable, Hashable, Codable {
    case keep(from: Int, to: Int?)
    case keepFirst(Int)
    case keepLast(Int)
    case cutFirst(Int)
    case cutLast(Int)
    case cut(from: Int, to: Int)
  }

  enum Target: String, Sendable, Hashable, Codable {
    case title, music, voice, captions, highlights, transition, video
  }

  struct TextStyle: Sendable, Hashable, Codable {
    var color: String?
    var position: RenderSpec.Text.Position?
    /// The change of size in percent; 100 leaves it.
    var sizePercent: Int?
    /// When it is shown; a new title opens the video.
    var moment: Moment?
    /// For how long.
    var milliseconds: Int?

    enum Moment: Sendable, Hashable, Codable {
      case at(Int)
      case end
    }
  }
}

extension Edit {
  /// What it puts into a draft.
  var target: Target? {
    switch self {
    case .addTitle: .title
    case .addMusic, .addSong: .music
    case .addVoice: .voice
    case .addCaptions: .captions
    case .highlightClicks: .highlights
    case .addTransition: .transition
    default: nil
    }
  }
}

/// The two languages that the agent speaks.
enum Language: String, Sendable, Hashable, Codable {
  case english = "en"
  case chinese = "zh"

  /// What stands between two sentences.
  var gap: String { self == .english ? " " : "" }

  /// Chinese when the message has a Chinese character.
  init(of message: String) {
    let hasChinese = message.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) }
    self = hasChinese ? .chinese : .english
  }
}
