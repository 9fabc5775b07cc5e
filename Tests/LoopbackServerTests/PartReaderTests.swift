import NIOCore
import NIOEmbedded
import NIOHTTP1
import NemoHTTP
import Testing

@testable import LoopbackServer

/// What a connection's reader and writer do with what its event loop tells them.
@Suite(.timeLimit(.minutes(1))) struct PartReaderTests {
  private struct Broken: Error {}

  private static let channel = NIOAsyncTestingChannel()

  private static func failure<Value>(
    of work: @Sendable () async throws -> Value
  ) async -> (any Error)? {
    do {
      _ = try await work()
      return nil
    } catch {
      return error
    }
  }

  private static func body(_ text: String) -> HTTPServerRequestPart {
    .body(ByteBuffer(string: text))
  }

  @Test func `parts come in their order, and then nothing`() async throws {
    let reader = PartReader(Self.channel)
    reader.receive([Self.body("a"), Self.body("b")])
    reader.receive([.end(nil)])
    reader.finish()
    var parts: [HTTPServerRequestPart] = []
    while let part = try await reader.next() { parts.append(part) }
    #expect(parts == [Self.body("a"), Self.body("b"), .end(nil)])
    let after = try await reader.next()
    #expect(after == nil)
  }

  @Test func `a failure is thrown once, after what came before it`() async throws {
    let reader = PartReader(Self.channel)
    reader.receive([Self.body("a")])
    reader.finish(Broken())
    reader.finish()
    let first = try await reader.next()
    #expect(first == Self.body("a"))
    await #expect(throws: Broken.self) { try await reader.next() }
    let after = try await reader.next()
    #expect(after == nil)
  }

  @Test func `who waits gets the part that comes, or the failure`() async throws {
    let reader = PartReader(Self.channel)
    async let part = reader.next()
    reader.receive([Self.body("a")])
    #expect(try await part == Self.body("a"))
    async let failure = Self.failure(of: { try await reader.next() })
    reader.finish(Broken())
    #expect(await failure is Broken)
  }

  @Test func `the socket rests while ten parts wait, until two are left`() async throws {
    let reader = PartReader(Self.channel)
    reader.receive(Array(repeating: Self.body("a"), count: 9))
    #expect(reader.mayRead())
    reader.receive([Self.body("a")])
    #expect(!reader.mayRead())
    for _ in 0..<8 { _ = try await reader.next() }
    #expect(reader.mayRead())
  }

  @Test func `a cancelled wait ends the reading for good`() async throws {
    let reader = PartReader(Self.channel)
    try await withThrowingTaskGroup(of: HTTPServerRequestPart?.self) { group in
      group.addTask { try await reader.next() }
      group.cancelAll()
      let part = try await group.next() ?? nil
      #expect(part == nil)
    }
    reader.receive([Self.body("late")])
    let after = try await reader.next()
    #expect(after == nil)
    #expect(!reader.mayRead())
  }

  @Test func `what comes after the end is read and dropped`() async throws {
    let reader = PartReader(Self.channel)
    reader.finish(Broken())
    reader.receive(Array(repeating: Self.body("a"), count: 20))
    #expect(reader.mayRead())
  }

  @Test func `a write waits while the socket takes no more`() async throws {
    let channel = NIOAsyncTestingChannel()
    let writer = WireWriter(channel)
    writer.setWritable(false)
    async let written: Void = writer.write(ByteBuffer(string: "late"))
    let early = try await channel.readOutbound(as: ByteBuffer.self)
    #expect(early == nil)
    writer.setWritable(true)
    try await written
    let bytes = try await channel.waitForOutboundWrite(as: ByteBuffer.self)
    #expect(bytes == ByteBuffer(string: "late"))
  }

  @Test func `a write to a closed connection fails, also one that waits`() async throws {
    let writer = WireWriter(Self.channel)
    writer.setWritable(false)
    async let waiting = Self.failure(of: { try await writer.write(ByteBuffer(string: "a")) })
    writer.close()
    #expect(await waiting is ChannelError)
    await #expect(throws: ChannelError.self) { try await writer.write(ByteBuffer(string: "a")) }
  }
}
