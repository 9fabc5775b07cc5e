/// One track of a draft, contract section 10.
public struct Track: Sendable, Hashable {
  public var id: String?
  public var type: Kind
  public var name: String?
  /// What the track is for, such as `bgm`, `voiceover`, `title` or `subtitle`, in lower case.
  public var role: String?
  public var segments: [Segment]

  /// The number in `tt`; the backend has others.
  public struct Kind: RawRepresentable, Sendable, Hashable {
    public var rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }

    public static let video = Kind(rawValue: 0)
    public static let audio = Kind(rawValue: 1)
    public static let text = Kind(rawValue: 7)
  }
}

/// One segment of a track, contract section 10.3.
public struct Segment: Sendable, Hashable {
  public var id: String?
  public var name: String?
  /// What a text segment shows.
  public var text: String?
  public var startMilliseconds: Int64
  public var endMilliseconds: Int64
  /// 0...1
  public var volume: Double?
  /// A URL, or a path on the backend's machines.
  public var source: String?
  /// The whole segment, with what this view does not know.
  public var json: JSONValue
}
