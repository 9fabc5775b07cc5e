import NIOCore
import NIOHTTP1
import NemoHTTP
import NemoTime

/// One client's connection: its exchanges, one after the other, until either side closes.
struct Connection: Sendable {
  private let accepted: AcceptedConnection
  private let transport: any HTTPTransport
  private let options: LoopbackServer.Options
  private let clientPort: Int?
  /// The account of the exchange under way.
  private let current = Locked<WireTraffic.Exchange?>(nil)

  init(
    _ accepted: AcceptedConnection, transport: any HTTPTransport, options: LoopbackServer.Options
  ) {
    self.accepted = accepted
    self.transport = transport
    self.options = options
    self.clientPort = accepted.channel.remoteAddress?.port
  }

  /// Serves until the connection is closed. Who cancels this closes it.
  func run(refusing: Bool) async {
    guard let stream = try? await accepted.take() else {
      return accepted.channel.close(promise: nil)
    }
    await (refusing ? refuse(stream) : serve(stream))
  }

  /// When the client leaves, the exchange under way is cancelled.
  func cancelWhenClosed(_ task: Task<Void, Never>) {
    accepted.channel.closeFuture.whenComplete { [current] _ in
      task.cancel()
      current.withLock { $0 }?.leave()
    }
  }

  private func refuse(_ stream: AcceptedConnection.Stream) async {
    try? await stream.executeThenClose { inbound, outbound in
      try await outbound.write(Refusal.tooManyConnections.bytes)
      await end(PartReader(inbound)).close()
    }
  }

  private func serve(_ stream: AcceptedConnection.Stream) async {
    try? await stream.executeThenClose { inbound, outbound in
      let reader = PartReader(inbound)
      do {
        while let part = try await reader.next() {
          guard case .head(let head) = part else { continue }
          accepted.phase.awaitsRequest = false
          guard try await serve(head, reader, outbound) else { return }
          accepted.phase.awaitsRequest = true
        }
      } catch let error as HTTPParserError {
        try await outbound.write(Refusal(error).bytes)
        await end(reader).close()
      }
    }
  }

  /// Performs one exchange. Returns whether another may follow.
  private func serve(
    _ head: HTTPRequestHead, _ reader: PartReader,
    _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) async throws -> Bool {
    let account = Account(
      traffic: options.traffic,
      exchange: clientPort.flatMap { options.traffic?.exchange(clientPort: $0) })
    current.withLock { $0 = account.exchange }
    account.join()
    defer { account.leave() }
    let exchange = Exchange(
      head: head, isSecure: options.makeSecurityHandler != nil, reader: reader,
      wire: ResponseWire(outbound: outbound, account: account), end: end(reader))
    return try await exchange.perform(with: transport)
  }

  private func end(_ reader: PartReader) -> ConnectionEnd {
    ConnectionEnd(
      channel: accepted.channel, reader: reader, drainLimitBytes: options.drainLimitBytes)
  }
}
