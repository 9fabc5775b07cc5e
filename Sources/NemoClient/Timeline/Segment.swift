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
  /// 1 is the source's own speed, 2 twice as fast.
  public var speed: Double?
  /// A URL, or a path on the backend's machines.
  public var source: String?
  /// The whole segment, with what this view does not know.
  public var json: JSONValue

  public var durationMilliseconds: Int64 { endMilliseconds - startMilliseconds }
}

extension Segment {
  /// Reads a segment; every key but `d` and `m` is assumed (section 10.3).
  ///
  /// - Parameter previousEnd: where it begins when it does not say so, in milliseconds.
  init(json: JSONValue, after previousEnd: Int64) {
    let metadata = json["m"]
    let start = json.first(of: "s", "st", "start", "start_time") ?? metadata?["start"]
    let startMilliseconds = Milliseconds.read(start) ?? previousEnd
    let duration = Milliseconds.read(json.first(of: "d", "duration"))
    let end = Milliseconds.read(json.first(of: "e", "end", "end_time") ?? metadata?["end"])
    self.json = json
    id = json["id"]?.identifier
    name = (metadata?.first(of: "title", "name") ?? json.first(of: "n", "name"))?.string
    text =
      (metadata?["text"] ?? json["text"] ?? metadata?["content"] ?? json["content"]
      ?? metadata?["title"])?.string
    self.startMilliseconds = startMilliseconds
    endMilliseconds = max(
      startMilliseconds, duration.map { startMilliseconds + $0 } ?? end ?? startMilliseconds)
    volume = (json.first(of: "v", "vol", "volume") ?? metadata?["volume"])?.double
      .map(Self.fraction)
    speed = json.first(of: "sp", "speed")?.double
    source = json.first(of: "src", "source", "url")?.string
  }

  /// "Values above 1 are percent."
  private static func fraction(_ volume: Double) -> Double {
    min(max(volume > 1 ? volume / 100 : volume, 0), 1)
  }
}
