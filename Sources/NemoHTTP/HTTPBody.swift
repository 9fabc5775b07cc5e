public import NemoTime

/// The bytes of a request or a response, in the pieces in which they come.
///
/// Reading throws ``TransportFailure`` when the body ends other than it should.
public struct HTTPBody: AsyncSequence, Sendable {
  public typealias Element = BodyChunk

  /// The length in bytes, when it is known beforehand.
  public let length: Int?
  /// Whether the body can be read from its start again.
  public let isReplayable: Bool
  /// All of it, where it lies in memory as one chunk; nil for bodies that have to be read.
  package let bytesAtHand: [UInt8]?
  private let start: @Sendable () -> @Sendable () async throws -> BodyChunk?

  public struct Iterator: AsyncIteratorProtocol, Sendable {
    private let pull: @Sendable () async throws -> BodyChunk?

    fileprivate init(pull: @escaping @Sendable () async throws -> BodyChunk?) {
      self.pull = pull
    }

    public mutating func next() async throws -> BodyChunk? { try await pull() }
  }

  public func makeAsyncIterator() -> Iterator { Iterator(pull: start()) }

  /// A body that can be read any number of times: `start` begins a new reading.
  public init(
    length: Int?,
    replayable start: @escaping @Sendable () -> @Sendable () async throws -> BodyChunk?
  ) {
    self.length = length
    self.isReplayable = true
    self.bytesAtHand = nil
    self.start = start
  }

  /// A body that can be read once. All iterators continue the same reading.
  public init(length: Int?, once pull: @escaping @Sendable () async throws -> BodyChunk?) {
    self.length = length
    self.isReplayable = false
    self.bytesAtHand = nil
    self.start = { pull }
  }

  /// No bytes.
  public static let empty = HTTPBody([UInt8]())

  /// Bytes in memory, as one chunk.
  public init(_ bytes: [UInt8]) {
    self.length = bytes.count
    self.isReplayable = true
    self.bytesAtHand = bytes
    self.start = {
      let rest = Locked(bytes)
      return {
        let bytes = rest.withLock { rest in
          defer { rest = [] }
          return rest
        }
        return bytes.isEmpty ? nil : BodyChunk(bytes)
      }
    }
  }

  /// UTF-8 text in memory.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// The whole body in memory.
  ///
  /// - Throws: ``TransportFailure`` with code ``TransportFailure/Code/tooLarge`` beyond `limit`.
  public func collect(upTo limit: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await chunk in self {
      guard bytes.count + chunk.bytes.count <= limit else {
        throw TransportFailure(.tooLarge, sent: .complete, detail: "more than \(limit) bytes")
      }
      bytes += chunk.bytes
    }
    return bytes
  }

  /// The same body, with every chunk shown to `observe` on its way.
  public func observed(
    _ observe: @escaping @Sendable (BodyChunk) -> Void
  ) -> HTTPBody {
    let start = start
    let observing: @Sendable () -> @Sendable () async throws -> BodyChunk? = {
      let pull = start()
      return {
        guard let chunk = try await pull() else { return nil }
        observe(chunk)
        return chunk
      }
    }
    return isReplayable
      ? HTTPBody(length: length, replayable: observing)
      : HTTPBody(length: length, once: observing())
  }
}

/// A piece of a body, with the deliveries it was put together from.
public struct BodyChunk: Sendable, Hashable {
  public var bytes: [UInt8]
  /// When and in which sizes the transport handed over the bytes. The lengths add up to
  /// `bytes.count`. Never empty.
  public var deliveries: [Delivery]

  /// One delivery of a transport.
  public struct Delivery: Sendable, Hashable {
    /// When it came, on the clock of the transport; nil where the transport has none.
    public var at: Instant?
    /// Its length in bytes.
    public var length: Int

    public init(at: Instant? = nil, length: Int) {
      self.at = at
      self.length = length
    }
  }

  /// A chunk that came in one delivery.
  public init(_ bytes: [UInt8], at instant: Instant? = nil) {
    self.init(bytes, deliveries: [Delivery(at: instant, length: bytes.count)])
  }

  /// A chunk that was put together from several deliveries.
  public init(_ bytes: [UInt8], deliveries: [Delivery]) {
    self.bytes = bytes
    self.deliveries = deliveries
  }
}
