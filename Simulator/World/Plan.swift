public import HTTPTypes
public import NemoHTTP
public import NemoTime

/// How an exchange is answered. The driver performs it; the world never waits.
public struct Plan: Sendable, Hashable {
  public var status: Int
  public var headers: HTTPFields
  public var body: Body
  /// How long to wait before anything is sent.
  public var delay = Duration.zero
  /// What is wrong with a body of known length; nil for nothing.
  public var damage: BodyDamage?
  /// How a server puts the answer on its socket, where that is other than usual.
  public var wire: WireScript?

  public enum Body: Sendable, Hashable {
    /// All of it, now.
    case bytes([UInt8])
    /// A stream whose frames are pulled with `World.nextFrame(of:)`.
    case frames
    /// A stored file, or the part of it that a `Range` header asked for.
    case media(MediaReference, range: Range<Int>?)
    /// There is no answer: the exchange fails.
    case failure(TransportFailure)
    /// There is no answer, and the connection stays open until the client leaves.
    case never
  }

  public init(status: Int, headers: HTTPFields = [:], body: Body) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// No answer.
  init(failure: TransportFailure) {
    self.init(status: 0, body: .failure(failure))
  }
}

/// What is wrong with a body of known length on its way.
public struct BodyDamage: Sendable, Hashable {
  /// How much of it is sent, in percent; 100 for all of it.
  public var sentPercent = 100
  /// What comes after that. With `closed`, where the body ends is told by the connection's end.
  public var end = StreamEnd.closed
  /// Each byte at a multiple of this offset, from the first multiple on, is inverted; nil for none.
  public var invertedByteInterval: Int?

  public init() {}
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
  /// Where a chunk's size belongs there is none, and the connection closes.
  case garbled
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
