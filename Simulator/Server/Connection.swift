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
    accepted.take()
    try? await (refusing ? refuse() : serve())
    await accepted.close()
  }

  /// As ``run(refusing:)``; when the client leaves, the exchange under way is cancelled.
  func runUntilClosed(refusing: Bool) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await run(refusing: refusing) }
      group.addTask { try? await accepted.channel.closeFuture.get() }
      await group.next()
      group.cancelAll()
      current.withLock { $0 }?.leave()
    }
  }

  /// When the client leaves, the task and with it the exchange under way is cancelled.
  func cancelWhenClosed(_ task: Task<Void, Never>) {
    accepted.channel.closeFuture.whenComplete { [current] _ in
      task.cancel()
      current.withLock { $0 }?.leave()
    }
  }

  private func refuse() async throws {
    try await accepted.writer.write(Refusal.tooManyConnections.bytes)
    await end.close()
  }

  private func serve() async throws {
    do {
      while let part = try await accepted.reader.next() {
        guard case .head(let head) = part else { continue }
        accepted.phase.awaitsClient = false
        guard try await serve(head) else { return }
        accepted.phase.awaitsClient = true
      }
    } catch let error as HTTPParserError {
      try await accepted.writer.write(Refusal(error).bytes)
      await end.close()
    }
  }

  /// Performs one exchange. Returns whether another may follow.
  private func serve(_ head: HTTPRequestHead) async throws -> Bool {
    let account = Account(
      traffic: options.traffic,
      exchange: clientPort.flatMap { options.traffic?.exchange(clientPort: $0) })
    current.withLock { $0 = account.exchange }
    account.join()
    defer { account.leave() }
    let exchange = Exchange(
      head: head, isSecure: options.makeSecurityHandler != nil, reader: accepted.reader,
      wire: ResponseWire(outbound: accepted.writer, account: account), end: end)
    return try await exchange.perform(with: transport)
  }

  private var end: ConnectionEnd {
    ConnectionEnd(
      channel: accepted.channel, reader: accepted.reader, drainLimitBytes: options.drainLimitBytes)
  }
}
