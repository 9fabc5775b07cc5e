/// A timeline: the backend's own bytes, and a view of what is known about them.
///
/// The bytes go back for export as they came (promise 8); the view never changes them.
public struct Draft: Sendable {
  /// The document, byte for byte as the backend sent it.
  public let bytes: [UInt8]
  /// The same, parsed.
  public let json: JSONValue
  /// The tracks, bottom to top, contract section 10.1.
  public let tracks: [Track]

  /// Nil for what is no JSON object, and for an empty one.
  public init?(bytes: [UInt8]) {
    guard let json = try? JSONDocument(bytes).value, let members = json.members, !members.isEmpty
    else { return nil }
    self.bytes = bytes
    self.json = json
    tracks = (json["t"]?.array ?? []).map(Track.init(json:))
  }

  /// The whole length in milliseconds: what `d` says, else the end of the last segment.
  public var durationMilliseconds: Int64 {
    Milliseconds.read(json["d"]) ?? tracks.map(\.endMilliseconds).max() ?? 0
  }

  /// In pixels, where the draft says so.
  public var width: Int? { pixels("width") }
  public var height: Int? { pixels("height") }

  /// Whether there is anything to render: a track with a segment (contract section 9).
  public var isExportable: Bool { tracks.contains { !$0.segments.isEmpty } }

  /// The same for drafts that say the same: without order of members, spelling of numbers and
  /// white space.
  public var canonical: JSONValue { json.canonical }

  private func pixels(_ key: String) -> Int? {
    json["m"]?[key]?.integer.flatMap(Int.init(exactly:)).flatMap { $0 > 0 ? $0 : nil }
  }
}

extension Draft: CustomStringConvertible {
  /// The summary, not the document.
  public var description: String { TimelineSummary(self).description }
}

/// Times of drafts, which may hold anything.
enum Milliseconds {
  /// About 30 years: a bound, so that sums cannot overflow.
  private static let maximum = 1e12

  static func read(_ value: JSONValue?) -> Int64? {
    value?.double.map { Int64(min(max($0, 0), maximum).rounded()) }
  }
}
