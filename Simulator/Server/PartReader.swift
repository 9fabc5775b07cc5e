import NIOCore
import NIOHTTP1
import NemoHTTP
import NemoTime

/// The requests on one connection, part by part, for one reader at a time.
final class PartReader: Sendable {
  typealias Parts = NIOAsyncChannelInboundStream<HTTPServerRequestPart>

  /// Taken out while somebody reads.
  private let iterator: Locked<Parts.AsyncIterator?>

  init(_ parts: Parts) {
    iterator = Locked(parts.makeAsyncIterator())
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
