import NIOCore
import NIOHTTP1
import NemoHTTP
import NemoTime

/// The body of one request while it arrives.
final class RequestBody: Sendable {
  private struct State {
    var receivedBytes = 0
    var isComplete = false
    var wasAskedFor = false
    var refusal: HTTPParserError?
  }

  /// The length that the client announced; nil for chunked bodies.
  let length: Int?
  private let reader: PartReader
  private let account: Account
  /// Told before the first part is waited for.
  private let onFirstRead: @Sendable () async throws -> Void
  private let state = Locked(State())

  init(
    length: Int?, reader: PartReader, account: Account,
    onFirstRead: @escaping @Sendable () async throws -> Void
  ) {
    self.length = length
    self.reader = reader
    self.account = account
    self.onFirstRead = onFirstRead
  }

  /// Whether nothing of the body is left on the connection.
  var isComplete: Bool { state.withLock { $0.isComplete } }

  /// What was wrong with the body's framing.
  var refusal: HTTPParserError? { state.withLock { $0.refusal } }

  var asHTTPBody: HTTPBody {
    // Nothing is left to read of it, so nothing has to be waited for.
    if length == 0, isComplete { return .empty }
    return HTTPBody(length: length) { [self] in try await next() }
  }

  /// Takes the end of a body whose bytes have all been read.
  func settle() async throws {
    let isDue = state.withLock { !$0.isComplete && $0.receivedBytes == length }
    guard isDue else { return }
    // Mostly it has come already. Whoever waits keeps the memory of that for a whole stream.
    guard reader.takeEnd() else { return _ = try await read() }
    state.withLock { $0.isComplete = true }
  }

  private func next() async throws -> BodyChunk? {
    let (isComplete, isFirst) = state.withLock { state in
      defer { state.wasAskedFor = true }
      return (state.isComplete, !state.wasAskedFor)
    }
    if isComplete { return nil }
    if isFirst { try await onFirstRead() }
    return try await read()
  }

  private func read() async throws -> BodyChunk? {
    while let part = try await nextPart() {
      switch part {
      case .body(let buffer) where buffer.readableBytes > 0:
        state.withLock { $0.receivedBytes += buffer.readableBytes }
        return BodyChunk(Array(buffer: buffer))
      case .body, .head: continue
      case .end:
        state.withLock { $0.isComplete = true }
        return nil
      }
    }
    throw try cutShort()
  }

  private func cutShort() throws -> TransportFailure {
    try Task.checkCancellation()
    return TransportFailure(
      .short, sent: .complete, receivedBytes: state.withLock { $0.receivedBytes },
      detail: "the client left before its request was complete")
  }

  private func nextPart() async throws -> HTTPServerRequestPart? {
    do {
      return try await account.held { try await reader.nextOfBody() }
    } catch HTTPParserError.invalidEOFState {
      throw try cutShort()
    } catch let error as HTTPParserError {
      state.withLock { $0.refusal = error }
      throw TransportFailure(.malformed, sent: .complete, detail: "the request's body: \(error)")
    }
  }
}
