/// What a recording keeps of large answers.
public struct RecordingLimits: Sendable, Hashable {
  /// Larger bodies keep digest and size only, and replay as filler; in bytes.
  ///
  /// Streams of events are kept whole, up to ``eventStreamBytes``. Request bodies have a fixed
  /// limit of 1 MiB, because matching depends on it; of files in a form only the digest is kept.
  public var storedBodyBytes: Int
  /// The longest stream of events that is kept, in bytes.
  public var eventStreamBytes: Int

  public init(storedBodyBytes: Int = 1 << 20, eventStreamBytes: Int = 64 << 20) {
    self.storedBodyBytes = storedBodyBytes
    self.eventStreamBytes = eventStreamBytes
  }
}
