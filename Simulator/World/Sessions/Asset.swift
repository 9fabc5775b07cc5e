/// A piece of media that a session knows: uploaded, named by URL, or generated.
struct Asset: Sendable, Hashable, Codable {
  enum Origin: Sendable, Hashable, Codable {
    /// Bytes in the media store.
    case upload(digest: String)
    /// A URL that is never fetched: a stand-in is shown in its place.
    case link(url: String)
    /// Made by the simulated model; `id` names it.
    case generated(id: String)
  }

  /// Length of what was never probed: a stand-in, or a file that no probe could read.
  static let assumedMilliseconds = 10_000
  static let assumedWidth = 1_920
  static let assumedHeight = 1_080
  /// How long an image is shown.
  static let imageMilliseconds = 5_000

  var origin: Origin
  var filename: String
  var kind: MediaProbe.Kind
  var probe: MediaProbe?

  var durationMilliseconds: Int {
    guard let probe else { return Self.assumedMilliseconds }
    if probe.kind == .image { return Self.imageMilliseconds }
    return max(1, Int((probe.durationSeconds * 1_000).rounded()))
  }

  var width: Int { probe.map(\.width) ?? Self.assumedWidth }
  var height: Int { probe.map(\.height) ?? Self.assumedHeight }
  var isPicture: Bool { kind != .audio }

  /// Where the file is reached.
  func url(base: String) -> String {
    switch origin {
    case .upload(let digest): "\(base)/media/\(digest)/\(PercentCoding.encode(filename))"
    case .link(let url): url
    case .generated(let id): "\(base)/media/\(id)/\(PercentCoding.encode(filename))"
    }
  }
}

extension Asset {
  /// The file object of an upload's answer and of the state: contract sections 9 and 11.
  /// Durations are seconds here, milliseconds in a draft. What no probe found is left out.
  ///
  /// - Parameter urlKey: what the address is called.
  func json(
    base: String, _ extras: Dialect.UploadExtras, urlKey: String = "cdn_url"
  ) -> JSON {
    .present(
      ("filename", .string(filename)),
      ("file_type", .string(kind.rawValue)),
      (urlKey, .string(url(base: base))),
      ("duration", probe.flatMap { $0.kind == .image ? nil : .decimal($0.durationSeconds) }),
      ("width", probe.flatMap { $0.kind == .audio ? nil : .integer($0.width) }),
      ("height", probe.flatMap { $0.kind == .audio ? nil : .integer($0.height) }),
      ("fps", extras == .on ? rate : nil),
      ("hash", extras == .on ? hash.map { .string($0) } : nil))
  }

  private var rate: JSON? {
    probe.flatMap { $0.kind == .video ? .decimal($0.framesPerSecond) : nil }
  }

  private var hash: String? {
    if case .upload(let digest) = origin { digest } else { nil }
  }
}
