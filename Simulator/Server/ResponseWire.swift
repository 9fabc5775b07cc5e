import NIOCore
import NemoHTTP
import NemoTime

/// The socket refused bytes: the client is gone.
struct WireClosed: Error {}

/// Writes one response, and tells the exchange's account of each thing before it leaves.
final class ResponseWire: Sendable {
  enum Outcome {
    case complete
    /// The body ended other than it should.
    case broken(WireEnding)
  }

  /// Bytes handed to the socket at once; larger pieces are cut, so that they wait for the client.
  static let largestWriteBytes = 256 << 10
  /// A short body that is at hand leaves together with its head.
  static let largestJoinedBytes = 64 << 10

  let outbound: WireWriter
  let account: Account
  private let hasBegun = Locked(false)

  init(outbound: WireWriter, account: Account) {
    self.outbound = outbound
    self.account = account
  }

  /// RFC 9110 section 10.1.1; nothing once the response has begun.
  func sendContinue() async throws {
    if hasBegun.withLock({ $0 }) { return }
    try await write(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n"))
  }

  func send(_ refusal: Refusal) async throws {
    account.sent(2)
    try await write(refusal.bytes)
  }

  func send(_ head: ByteBuffer, _ body: HTTPBody, _ framing: Framing) async throws -> Outcome {
    hasBegun.withLock { $0 = true }
    switch framing {
    case .none:
      account.sent(2)
      try await write(head)
      return .complete
    case .length(let length):
      return try await sendCounted(head, body, length)
    case .chunked, .untilClose:
      try await sendHead(head)
      return try await sendOpen(body.makeAsyncIterator(), isChunked: framing == .chunked)
    }
  }

  /// The head of a response whose body is sent apart from it.
  func sendHead(_ head: ByteBuffer) async throws {
    hasBegun.withLock { $0 = true }
    account.sent(1)
    try await write(head)
  }

  func write(_ bytes: ByteBuffer) async throws {
    do {
      try await account.held { try await outbound.write(bytes) }
    } catch {
      throw WireClosed()
    }
  }
}

// MARK: Bodies of known length

extension ResponseWire {
  private func sendCounted(
    _ head: ByteBuffer, _ body: HTTPBody, _ length: Int
  ) async throws -> Outcome {
    if let bytes = body.bytesAtHand, bytes.count == length, length <= Self.largestJoinedBytes {
      return try await sendWhole(head, bytes)
    }
    var chunks = body.makeAsyncIterator()
    var pending = head
    var remaining = length
    account.sent(length == 0 ? 2 : 1)
    // What can be read again is at hand, so it does not keep the head waiting.
    let joins = length <= Self.largestJoinedBytes && body.isReplayable
    if !joins || length == 0 { try await flush(&pending) }
    while true {
      let chunk: BodyChunk?
      do {
        chunk = try await chunks.next()
      } catch {
        try await flush(&pending)
        return remaining == 0 ? .complete : .broken(WireEnding(insideBody: error, isChunked: false))
      }
      guard let chunk else { break }
      let bytes = chunk.bytes.prefix(remaining)
      if bytes.isEmpty { continue }
      remaining -= bytes.count
      account.sent(bytes.count + (remaining == 0 ? 1 : 0))
      try await append(bytes, to: &pending)
      if !joins || remaining == 0 { try await flush(&pending) }
      if remaining == 0 { account.leave() }
    }
    try await flush(&pending)
    return remaining == 0 ? .complete : .broken(.close)
  }

  /// A short body in memory: one write for all of the response.
  private func sendWhole(_ head: ByteBuffer, _ bytes: [UInt8]) async throws -> Outcome {
    var whole = head
    whole.writeBytes(bytes)
    account.sent(bytes.count + 2)
    try await write(whole)
    account.leave()
    return .complete
  }
}

// MARK: Bodies of unknown length

extension ResponseWire {
  /// A body whose head has been sent.
  func sendOpen(_ chunks: HTTPBody.Iterator, isChunked: Bool) async throws -> Outcome {
    var chunks = chunks
    while true {
      let chunk: BodyChunk?
      do {
        chunk = try await chunks.next()
      } catch {
        return .broken(WireEnding(insideBody: error, isChunked: isChunked))
      }
      guard let chunk else { break }
      account.sent(chunk.bytes.count)
      var pending = ByteBuffer()
      if isChunked {
        for piece in chunk.pieces { try await appendChunk(piece, to: &pending) }
      } else {
        try await append(chunk.bytes[...], to: &pending)
      }
      try await flush(&pending)
    }
    account.sent(1)
    if isChunked { try await write(ByteBuffer(string: "0\r\n\r\n")) }
    return .complete
  }

  /// RFC 9112 section 7.1.
  private func appendChunk(_ bytes: ArraySlice<UInt8>, to pending: inout ByteBuffer) async throws {
    pending.writeString("\(String(bytes.count, radix: 16))\r\n")
    try await append(bytes, to: &pending)
    pending.writeStaticString("\r\n")
  }

  private func append(_ bytes: ArraySlice<UInt8>, to pending: inout ByteBuffer) async throws {
    var rest = bytes
    while !rest.isEmpty {
      let piece = rest.prefix(Self.largestWriteBytes)
      pending.reserveCapacity(minimumWritableBytes: piece.count + 16)
      pending.writeBytes(piece)
      rest = rest.dropFirst(piece.count)
      if pending.readableBytes >= Self.largestWriteBytes { try await flush(&pending) }
    }
  }

  private func flush(_ pending: inout ByteBuffer) async throws {
    guard pending.readableBytes > 0 else { return }
    let bytes = pending
    pending = ByteBuffer()
    try await write(bytes)
  }
}

extension BodyChunk {
  /// The bytes of each delivery; what no delivery accounts for comes last. None is empty, because
  /// an empty chunk would end the message.
  var pieces: [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    for delivery in deliveries where delivery.length > 0 && !rest.isEmpty {
      pieces.append(rest.prefix(delivery.length))
      rest = rest.dropFirst(delivery.length)
    }
    if !rest.isEmpty { pieces.append(rest) }
    return pieces
  }
}
