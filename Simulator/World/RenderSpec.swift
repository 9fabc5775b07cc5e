/// A draft, resolved: what to show and to play when. All times are milliseconds.
public struct RenderSpec: Sendable, Hashable, Codable {
  /// The render's id; unique in its world.
  public var id: String
  /// The size of the output in pixels, both even, within 1920x1080 or 1080x1920.
  public var width: Int
  public var height: Int
  public var durationMilliseconds: Int
  public var clips: [Clip] = []
  public var texts: [Text] = []
  public var sounds: [Sound] = []
  public var highlights: [Highlight] = []

  /// A piece of an uploaded or generated picture or video, in timeline order.
  public struct Clip: Sendable, Hashable, Codable {
    public enum Source: Sendable, Hashable, Codable {
      case upload(digest: String, kind: MediaProbe.Kind, width: Int, height: Int, hasAudio: Bool)
      /// Made by the simulated model: a moving picture in these hues (degrees), titled.
      case generated(title: String, hue: Int)
    }

    public var source: Source
    public var startMilliseconds: Int
    public var durationMilliseconds: Int
    public var sourceStartMilliseconds: Int
    /// 1 is the source's own speed, 2 twice as fast.
    public var speed: Double
    /// The part of the source to show, in its pixels; nil for all of it, fitted with bars.
    public var crop: Rectangle?
    /// 0...1
    public var volume: Double
    /// How the clip comes in after the one before it.
    public var transition: Transition?
  }

  public struct Rectangle: Sendable, Hashable, Codable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int
  }

  public struct Transition: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable { case fade, dissolve, wipe, slide }
    public var kind: Kind
    public var durationMilliseconds: Int
  }

  public struct Text: Sendable, Hashable, Codable {
    public enum Role: String, Sendable, Hashable, Codable { case title, caption }
    public enum Position: String, Sendable, Hashable, Codable { case top, center, bottom }

    public var role: Role
    public var text: String
    public var startMilliseconds: Int
    public var durationMilliseconds: Int
    /// `#rrggbb`
    public var color: String
    /// Of the output's height at 1080 pixels.
    public var sizePixels: Int
    public var position: Position
    public var fadeInMilliseconds: Int
  }

  public struct Sound: Sendable, Hashable, Codable {
    public enum Source: Sendable, Hashable, Codable {
      case upload(digest: String)
      /// Music made by the simulator, in one of its styles, such as "Lo-fi".
      case music(style: String)
      /// A voice that speaks the text; `language` is "en" or "zh".
      case voice(text: String, language: String)
    }

    public var source: Source
    public var startMilliseconds: Int
    public var durationMilliseconds: Int
    /// 0...1
    public var volume: Double
    public var fadeInMilliseconds: Int
    public var fadeOutMilliseconds: Int
  }

  /// A ring around a mouse click, in pixels of the output.
  public struct Highlight: Sendable, Hashable, Codable {
    public var startMilliseconds: Int
    public var durationMilliseconds: Int
    public var x: Int
    public var y: Int
  }
}
