import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime

extension SimulatedService {
  /// How much of a file is sent at a time, in bytes.
  static let mediaChunkBytes = 64 << 10

  /// An answer whose body comes as the plan has it.
  func perform(_ plan: Plan, _ exchange: ExchangeID) -> TransportResponse {
    let (body, length) = body(of: plan, exchange)
    var fields = plan.headers
    if let length, plan.status != 204, !fields.contains(.contentLength) {
      fields[.contentLength] = String(length)
    }
    return TransportResponse(
      head: HTTPResponse(status: .init(code: plan.status), headerFields: fields), body: body)
  }

  private func body(of plan: Plan, _ exchange: ExchangeID) -> (HTTPBody, length: Int?) {
    switch plan.body {
    case .bytes(let bytes): (HTTPBody(bytes), bytes.count)
    case .frames: (frames(of: OpenExchange(exchange, of: self)), nil)
    case .media(let reference, let range): file(reference, range)
    }
  }

  // MARK: Streams

  private func frames(of exchange: OpenExchange) -> HTTPBody {
    let sent = Locked(0)
    return HTTPBody(length: nil) { [self] in
      do {
        let frame = try await nextFrame(of: exchange, sentBytes: sent.withLock { $0 })
        sent.withLock { $0 += frame?.bytes.count ?? 0 }
        return frame
      } catch let error as CancellationError {
        exchange.leave()
        throw error
      }
    }
  }

  private func nextFrame(of exchange: OpenExchange, sentBytes: Int) async throws -> BodyChunk? {
    try Task.checkCancellation()
    switch update({ $0.nextFrame(of: exchange.id, at: $1) }) {
    case .frame(let bytes, let due):
      try await sleep(until: due, "the next frame of a stream")
      update { _, _ in }
      return BodyChunk(bytes, at: time.now)
    case .end(let end, let due):
      try await sleep(until: due, "the end of a stream")
      return try await perform(end, of: exchange, sentBytes)
    }
  }

  private func perform(
    _ end: StreamEnd, of exchange: OpenExchange, _ sentBytes: Int
  ) async throws -> BodyChunk? {
    if end == .stall {
      await cancellation()
      throw CancellationError()
    }
    update { _, _ in }
    exchange.end()
    changed()
    switch end {
    case .short: throw TransportFailure(.short, sent: .complete, receivedBytes: sentBytes)
    case .reset: throw TransportFailure(.reset, sent: .complete, receivedBytes: sentBytes)
    case .closed, .stall: return nil
    }
  }

  /// Waits until the task is cancelled. No clock is asked: a stall has no end of its own.
  private func cancellation() async {
    let (never, continuation) = AsyncStream<Never>.makeStream()
    for await _ in never {}
    continuation.finish()
  }

  // MARK: Files

  private func file(
    _ reference: MediaReference, _ range: Range<Int>?
  ) -> (HTTPBody, length: Int?) {
    let whole = try? media.size(of: reference)
    let range = range ?? 0..<(whole ?? 0)
    let body = HTTPBody(length: range.count) { [media, time] in
      let offset = Locked(range.lowerBound)
      return {
        let start = offset.withLock { $0 }
        guard start < range.upperBound else { return nil }
        let count = min(Self.mediaChunkBytes, range.upperBound - start)
        // A file that has gone is a connection that breaks: the head has left already.
        guard let bytes = try? media.bytes(of: reference, at: start, upTo: count), !bytes.isEmpty
        else {
          throw TransportFailure(
            .short, sent: .complete, receivedBytes: start - range.lowerBound,
            detail: "the stored file cannot be read")
        }
        offset.withLock { $0 = start + bytes.count }
        return BodyChunk(bytes, at: time.now)
      }
    }
    return (body, range.count)
  }
}
