import NIOCore
import NIOHTTP1
import NemoHTTP
import NemoTime

/// The requests on one connection, part by part, for one reader at a time.
final class PartReader: Sendable {
  typealias Parts = NIOAsyncChannelInboundStream<HTTPServerRequestPart>

  /// Taken out while somebody reads.
  private let iterator: Locked<Parts.AsyncIterator?>
  private let phase: ConnectionPhase

  init(_ parts: Parts, _ phase: ConnectionPhase) {
    iterator = Locked(parts.makeAsyncIterator())
    self.phase = phase
  }

  /// As ``next()``, for the parts of a body: a client that stops sending them is not waited for
  /// longer than one that sends no request.
  func nextOfBody() async throws -> HTTPServerRequestPart? {
    phase.awaitsClient = true
    defer { phase.awaitsClient = false }
    return try await next()
  }

  /// The next part; nil at the end of the connection, and for good once a wait was cancelled.
  ///
  /// - Throws: `HTTPParserError` when the client does not speak HTTP; ``TransportFailure`` when
  ///   somebody else is reading.
  func next() async throws -> HTTPServerRequestPart? {
    let taken = iterator.withLock { iterator in
      defer { iterator = nil }
      return iterator
    }
    guard var reading = taken else {
      throw TransportFailure(.other, sent: .complete, detail: "a body has one reader at a time")
    }
    defer { iterator.withLock { $0 = reading } }
    return try await reading.next()
  }
}
