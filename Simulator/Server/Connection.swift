import NIOCore
import NIOHTTP1
import NemoHTTP
import NemoTime

/// One client's connection: its exchanges, one after the other, until either side closes.
struct Connection: Sendable {
  private let accepted: AcceptedConnection
  private let transport: any HTTPTransport
  private let traffic: WireTraffic?
  private let isSecure: Bool
  private let drainLimitBytes: Int
  private let clientPort: Int?
  /// The account of the exchange under way.
  private let current = Locked<WireTraffic.Exchange?>(nil)

  init(
    _ accepted: AcceptedConnection, transport: any HTTPTransport, options: LoopbackServer.Options
  ) {
    self.accepted = accepted
    self.transport = transport
    self.traffic = options.traffic
    self.isSecure = options.makeSecurityHandler != nil
    self.drainLimitBytes = options.drainLimitBytes
    self.clientPort = accepted.channel.remoteAddress?.port
  }

  /// Serves until the connection is closed. Who cancels this closes it.
  ///
  /// - Parameter onLoop: whether this runs on the connection's event loop.
  func run(refusing: Bool, onLoop: Bool) async {
    accepted.take(onLoop && !refusing ? promptAnswers : nil)
    try? await (refusing ? refuse() : serve())
    await accepted.close()
  }

  /// As ``run(refusing:onLoop:)`` on the caller's executor; when the client leaves, the exchange
  /// under way is cancelled.
  func runUntilClosed(refusing: Bool) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await run(refusing: refusing, onLoop: false) }
      group.addTask { try? await accepted.channel.closeFuture.get() }
      await group.next()
      group.cancelAll()
      current.withLock { $0 }?.leave()
    }
  }

  /// Not where accounts are kept: those are a task's.
  private var promptAnswers: PromptAnswers? {
    guard traffic == nil, let transport = transport as? any PromptTransport else {
      return nil
    }
    return PromptAnswers(transport: transport, isSecure: isSecure)
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
      while let (exchange, progress) = try await beginNext() {
        defer { exchange.wire.account.leave() }
        guard try await exchange.finish(progress) else { return }
        accepted.phase.awaitsClient = true
      }
    } catch let error as HTTPParserError {
      try await accepted.writer.write(Refusal(error).bytes)
      await end.close()
    }
  }

  /// Takes up the next request; nil when the client has closed. Nothing of it is kept while a stream
  /// is sent: there may be thousands of them.
  @inline(never)
  private func beginNext() async throws -> (Exchange, Exchange.Progress)? {
    guard let request = try await accepted.reader.nextRequest() else { return nil }
    accepted.phase.awaitsClient = false
    let account = Account(
      traffic: traffic, exchange: clientPort.flatMap { traffic?.exchange(clientPort: $0) })
    current.withLock { $0 = account.exchange }
    account.join()
    let exchange = Exchange(
      isSecure: isSecure, reader: accepted.reader,
      wire: ResponseWire(outbound: accepted.writer, account: account), end: end)
    do {
      return (exchange, try await exchange.begin(request, with: transport))
    } catch {
      account.leave()
      throw error
    }
  }

  private var end: ConnectionEnd {
    ConnectionEnd(
      channel: accepted.channel, reader: accepted.reader, drainLimitBytes: drainLimitBytes)
  }
}
