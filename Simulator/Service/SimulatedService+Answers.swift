import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime

extension SimulatedService {
  /// How much of a file is sent at a time, in bytes.
  static let mediaChunkBytes = 64 << 10

  /// An answer whose body comes as the plan has it.
  func begin(_ plan: Plan, _ exchange: ExchangeID) -> BegunAnswer {
    // Made before anything waits: a client may leave before the head is sent.
    let stream = OpenExchange(streaming: plan, exchange, of: self)
    guard plan.delay == .zero, let (body, length) = bodyAtHand(of: plan, stream) else {
      return .rest { [self] in try await perform(plan, stream) }
    }
    return .response(response(to: plan, body, length))
  }

  private func perform(_ plan: Plan, _ stream: OpenExchange?) async throws -> TransportResponse {
    if plan.delay > .zero { try await time.sleep(for: plan.delay, "a late answer") }
    if let (body, length) = bodyAtHand(of: plan, stream) { return response(to: plan, body, length) }
    if case .failure(let failure) = plan.body { throw failure }
    await Cancellation.wait()
    throw CancellationError()
  }

  private func response(to plan: Plan, _ body: HTTPBody, _ length: Int?) -> TransportResponse {
    var fields = plan.headers
    if let length, plan.status != 204, !fields.contains(.contentLength) {
      fields[.contentLength] = String(length)
    }
    if length == nil { fields[.contentLength] = nil }
    return TransportResponse(
      head: HTTPResponse(status: .init(code: plan.status), headerFields: fields), body: body,
      wire: plan.wire)
  }

  /// nil for what has none.
  private func bodyAtHand(
    of plan: Plan, _ stream: OpenExchange?
  ) -> (HTTPBody, length: Int?)? {
    switch plan.body {
    case .bytes(let bytes): damaged((HTTPBody(bytes), bytes.count), plan.damage)
    case .frames: (stream.map(frames) ?? .empty, nil)
    case .media(let reference, let range): damaged(file(reference, range), plan.damage)
    case .failure, .never: nil
    }
  }

  private func damaged(
    _ whole: (body: HTTPBody, length: Int?), _ damage: BodyDamage?
  ) -> (HTTPBody, length: Int?) {
    guard let damage else { return whole }
    return DamagedBody(damage).body(of: whole)
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
    // Who stalls is not done with its client.
    if end != .stall {
      update { _, _ in }
      exchange.end()
      changed()
    }
    try await end.perform(afterBytes: sentBytes)
    return nil
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
