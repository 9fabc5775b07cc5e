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
    return nil
  }

  /// The whole length in milliseconds.
  public var durationMilliseconds: Int64 { 0 }

  /// In pixels, where the draft says so.
  public var width: Int? { nil }
  public var height: Int? { nil }

  /// Whether there is anything to render: a track with a segment (contract section 9).
  public var isExportable: Bool { tracks.contains { !$0.segments.isEmpty } }

  /// The same for drafts that say the same: without order of members, spelling of numbers and
  /// white space.
  public var canonical: JSONValue { json }
}
