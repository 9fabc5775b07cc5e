import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import LoopbackServer

/// A client that sends its head byte by byte, on the event loop's own virtual clock.
@Suite struct HeadDeadlineTests {
  private let phase = ConnectionPhase()
  private let channel: EmbeddedChannel

  init() throws {
    channel = EmbeddedChannel(
      handlers: [
        ByteToMessageHandler(HTTPRequestDecoder()), HeadDeadline(.seconds(10), phase),
      ])
    try channel.connect(to: SocketAddress(unixDomainSocketPath: "slow")).wait()
  }

  private func send(_ text: String, thenSeconds seconds: Int64) throws {
    try channel.writeInbound(ByteBuffer(string: text))
    channel.embeddedEventLoop.advanceTime(by: .seconds(seconds))
  }

  @Test func `a head that comes byte by byte is refused in the end`() throws {
    for letter in "GET / HTT" {
      try send(String(letter), thenSeconds: 1)
      #expect(channel.isActive)
    }
    try send("P", thenSeconds: 1)
    #expect(!channel.isActive)
    let refusal = try #require(try channel.readOutbound(as: ByteBuffer.self))
    #expect(String(buffer: refusal).hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
  }

  @Test func `a head that is slow but in time may be followed by a long answer`() throws {
    try send("GET / HTTP/1.1\r\n", thenSeconds: 9)
    phase.awaitsClient = false
    try send("Host: x\r\n\r\n", thenSeconds: 3_600)
    #expect(channel.isActive)
  }

  @Test func `a slow body, and silence between requests, are not its business`() throws {
    try send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n", thenSeconds: 60)
    for letter in "abc" { try send(String(letter), thenSeconds: 60) }
    #expect(channel.isActive)
  }

  @Test func `every head has its own time`() throws {
    for _ in 0..<3 {
      try send("GET / HTTP/1.1\r\nHo", thenSeconds: 9)
      try send("st: x\r\n\r\n", thenSeconds: 9)
    }
    #expect(channel.isActive)
    try send("GET / HT", thenSeconds: 11)
    #expect(!channel.isActive)
  }

  @Test func `an answer on its way is never cut by the next head`() throws {
    phase.awaitsClient = false
    try send("GET / HT", thenSeconds: 3_600)
    #expect(channel.isActive)
    phase.awaitsClient = true
    try send("T", thenSeconds: 11)
    #expect(!channel.isActive)
  }
}
