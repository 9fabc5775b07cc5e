import NIOCore
import NIOEmbedded
import Testing

@testable import LoopbackServer

/// What the guard does with the event of an idle connection, apart from any clock.
@Suite struct IdleGuardTests {
  private func isOpen(awaitingRequest: Bool) throws -> Bool {
    let phase = ConnectionPhase()
    phase.awaitsClient = awaitingRequest
    let channel = EmbeddedChannel(handler: IdleGuard(phase))
    try channel.connect(to: SocketAddress(unixDomainSocketPath: "idle")).wait()
    channel.pipeline.fireUserInboundEventTriggered(IdleStateHandler.IdleStateEvent.read)
    channel.embeddedEventLoop.run()
    return channel.isActive
  }

  @Test func `a connection that waits for a request is closed`() throws {
    #expect(try !isOpen(awaitingRequest: true))
  }

  @Test func `a silent stream outlives the idle limit`() throws {
    #expect(try isOpen(awaitingRequest: false))
  }
}
