/// One track of a draft, contract section 10.
public struct Track: Sendable, Hashable {
  public var id: String?
  public var type: Kind
  public var name: String?
  /// What the track is for, such as `bgm`, `voiceover`, `title` or `subtitle`, in lower case.
  public var role: String?
  public var segments: [Segment]
  /// The whole track, with what this view does not know.
  public var json: JSONValue

  /// The number in `tt`; the backend has others.
  public struct Kind: RawRepresentable, Sendable, Hashable {
    public var rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }

    public static let video = Kind(rawValue: 0)
    public static let audio = Kind(rawValue: 1)
    public static let text = Kind(rawValue: 7)
    /// No number at all.
    public static let unknown = Kind(rawValue: -1)
  }

  public var startMilliseconds: Int64 { segments.map(\.startMilliseconds).min() ?? 0 }
  public var endMilliseconds: Int64 { segments.map(\.endMilliseconds).max() ?? 0 }
}

extension Track {
  /// Reads a track by the rules of section 10.3.
  init(json: JSONValue) {
    self.json = json
    id = json["id"]?.identifier
    type = json["tt"]?.integer.map(Kind.init) ?? .unknown
    name = (json.first(of: "n", "name") ?? json["m"]?.first(of: "title", "name"))?.string
    // "If no start key is found, lay segments end to end."
    var segments: [Segment] = []
    for element in json["sg"]?.array ?? [] {
      segments.append(Segment(json: element, after: segments.last?.endMilliseconds ?? 0))
    }
    self.segments = segments
    let metadata = json["m"] ?? segments.first?.json["m"]
    role = metadata?.first(of: "role", "type", "kind")?.string?.lowercased()
  }
}
