public import HTTPTypes
public import NemoTime

/// How an exchange is answered. The driver performs it; the world never waits.
public struct Plan: Sendable {
  public var status: Int
  public var headers: HTTPFields
  public var body: Body

  public enum Body: Sendable {
    /// All of it, now.
    case bytes([UInt8])
    /// A stream whose frames are pulled with `World.nextFrame(of:)`.
    case frames
    /// A stored file, or the part of it that a `Range` header asked for.
    case media(MediaReference, range: Range<Int>?)
  }

  public init(status: Int, headers: HTTPFields = [:], body: Body) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// The next thing to do for a streamed answer.
public enum FramePull: Sendable, Hashable {
  /// Send the bytes at that time, as one chunk.
  case frame([UInt8], at: WallTime)
  /// End the stream at that time.
  case end(StreamEnd, at: WallTime)
}

/// How a stream ends on the wire.
public enum StreamEnd: String, Sendable, Hashable, Codable {
  /// The last chunk, as HTTP has it. A silent close ends so too.
  case closed
  /// The connection closes without the last chunk.
  case short
  /// The connection is reset.
  case reset
  /// Nothing more comes, and the connection stays open.
  case stall
}

/// Bytes in the media store.
public enum MediaReference: Sendable, Hashable, Codable {
  /// An uploaded file, by its digest.
  case upload(digest: String)
  /// A rendered file, by the render's id.
  case render(id: String)
}

/// What became due in a world.
public enum Happening: Sendable {
  /// Render this outside and report with `World.artefact(of:_:at:)`.
  case renderRequested(RenderSpec)
  /// Something for the journal; free of secrets.
  case note(String)
}

/// What became of a render's file.
public enum ArtefactFacts: Sendable, Hashable, Codable {
  case ready(sizeBytes: Int, durationSeconds: Double, width: Int, height: Int, isStandIn: Bool)
  case failed(reason: String)
}
