public import HTTPTypes

/// One request to the world and its answer.
public struct ExchangeID: Hashable, Comparable, Sendable, Codable {
  public var rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  public static func < (one: ExchangeID, other: ExchangeID) -> Bool {
    one.rawValue < other.rawValue
  }
}

/// What the world is told of a request before its body is read.
public struct RequestFacts: Sendable {
  public var method: String
  /// The path with its query, without the part that names a world.
  public var path: String
  public var headers: HTTPFields
  /// Where this world is reached, without a slash at its end; URLs handed out begin with it.
  public var baseURL: String

  public init(method: String, path: String, headers: HTTPFields, baseURL: String) {
    self.method = method
    self.path = path
    self.headers = headers
    self.baseURL = baseURL
  }
}

/// What to do with a request once its head is known.
public enum Admission: Sendable {
  /// Read the body, up to `bodyLimit` bytes, and call `complete`.
  case proceed(ExchangeID, bodyLimit: Int, intake: IntakeFault? = nil)
  /// Answer without reading the body.
  case answer(ExchangeID, Plan)
}

/// What the world is told of a request's body. Bytes of media stay outside.
public enum BodyFacts: Sendable {
  case none
  /// A whole body that is not multipart.
  case bytes([UInt8])
  /// The parts of a multipart body; files are stored and probed.
  case form([FormPart])
  /// The body was longer than the limit of its admission.
  case tooLarge(limit: Int)
  /// The body could not be understood; the sentence says why.
  case malformed(String)
  /// Only so much of the body was read, because of an ``IntakeFault``.
  case cut(afterBytes: Int)
}

/// One part of a multipart body, RFC 7578.
public struct FormPart: Sendable {
  public var name: String
  public var filename: String?
  public var contentType: String?
  public var content: Content

  public enum Content: Sendable {
    case field([UInt8])
    case file(MediaFacts)
  }

  public init(name: String, filename: String?, contentType: String?, content: Content) {
    self.name = name
    self.filename = filename
    self.contentType = contentType
    self.content = content
  }
}

/// A stored file, as far as the world may know it.
public struct MediaFacts: Sendable, Hashable, Codable {
  /// The key of the bytes in the media store: their SHA-256, in lower-case hexadecimal.
  public var digest: String
  public var sizeBytes: Int
  /// Up to 64 bytes from the start.
  public var firstBytes: [UInt8]
  /// What a probe found; nil when nothing could read it.
  public var probe: MediaProbe?

  public init(digest: String, sizeBytes: Int, firstBytes: [UInt8], probe: MediaProbe?) {
    self.digest = digest
    self.sizeBytes = sizeBytes
    self.firstBytes = firstBytes
    self.probe = probe
  }
}

/// What a file holds.
public struct MediaProbe: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable { case video, audio, image }

  public var kind: Kind
  /// Zero for images.
  public var durationSeconds: Double
  /// In pixels; zero for audio.
  public var width: Int
  public var height: Int
  /// Frames per second; zero for audio and images.
  public var framesPerSecond: Double
  public var hasAudio: Bool
  /// Motionless and silent seconds at the start and the end.
  public var leadingPauseSeconds: Double
  public var trailingPauseSeconds: Double
  /// Mouse clicks that the file's `nemo_clicks` tag names; nil without a tag.
  public var clicks: [Click]?

  public struct Click: Sendable, Hashable, Codable {
    /// In seconds from the start of the file.
    public var seconds: Double
    /// In pixels of the source, from its top left corner.
    public var x: Double
    public var y: Double

    public init(seconds: Double, x: Double, y: Double) {
      self.seconds = seconds
      self.x = x
      self.y = y
    }
  }

  public init(
    kind: Kind, durationSeconds: Double, width: Int = 0, height: Int = 0,
    framesPerSecond: Double = 0, hasAudio: Bool = false, leadingPauseSeconds: Double = 0,
    trailingPauseSeconds: Double = 0, clicks: [Click]? = nil
  ) {
    self.kind = kind
    self.durationSeconds = durationSeconds
    self.width = width
    self.height = height
    self.framesPerSecond = framesPerSecond
    self.hasAudio = hasAudio
    self.leadingPauseSeconds = leadingPauseSeconds
    self.trailingPauseSeconds = trailingPauseSeconds
    self.clicks = clicks
  }
}
