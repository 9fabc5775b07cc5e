import NIOCore
import NIOEmbedded
import Testing

@testable import LoopbackServer

/// What the guard does with silence, on a clock that is moved by hand.
@Suite struct IdleGuardTests {
  private static let limit = TimeAmount.seconds(300)

  private func channel(awaitingRequest: Bool) throws -> EmbeddedChannel {
    let phase = ConnectionPhase()
    phase.awaitsClient = awaitingRequest
    let channel = EmbeddedChannel(handler: IdleGuard(phase, limit: Self.limit))
    try channel.connect(to: SocketAddress(unixDomainSocketPath: "idle")).wait()
    return channel
  }

  @Test func `a connection that waits for a request is closed at the limit`() throws {
    let channel = try channel(awaitingRequest: true)
    channel.embeddedEventLoop.advanceTime(by: Self.limit - .nanoseconds(1))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .nanoseconds(1))
    #expect(!channel.isActive)
  }

  @Test func `a byte begins the wait anew`() throws {
    let channel = try channel(awaitingRequest: true)
    channel.embeddedEventLoop.advanceTime(by: .seconds(200))
    try channel.writeInbound(ByteBuffer(string: "G"))
    channel.embeddedEventLoop.advanceTime(by: .seconds(299))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test func `a silent stream outlives the limit`() throws {
    let channel = try channel(awaitingRequest: false)
    channel.embeddedEventLoop.advanceTime(by: .hours(10))
    #expect(channel.isActive)
    _ = try? channel.finish()
  }
}
