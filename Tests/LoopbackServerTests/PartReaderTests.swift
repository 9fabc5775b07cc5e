import NIOCore
import NIOEmbedded
import NIOHTTP1
import NemoHTTP
import NemoTime
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
    let reader = PartReader(Self.channel, ConnectionPhase())
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
    let reader = PartReader(Self.channel, ConnectionPhase())
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
    let reader = PartReader(Self.channel, ConnectionPhase())
    async let part = reader.next()
    reader.receive([Self.body("a")])
    #expect(try await part == Self.body("a"))
    async let failure = Self.failure(of: { try await reader.next() })
    reader.finish(Broken())
    #expect(await failure is Broken)
  }

  @Test func `the socket rests while ten parts wait, until two are left`() async throws {
    let reader = PartReader(Self.channel, ConnectionPhase())
    reader.receive(Array(repeating: Self.body("a"), count: 9))
    #expect(reader.mayRead())
    reader.receive([Self.body("a")])
    #expect(!reader.mayRead())
    for _ in 0..<8 { _ = try await reader.next() }
    #expect(reader.mayRead())
  }

  @Test func `a cancelled wait ends the reading for good`() async throws {
    let reader = PartReader(Self.channel, ConnectionPhase())
    try await withThrowingTaskGroup(of: HTTPServerRequestPart?.self) { group in
      group.addTask { try await reader.next() }
      group.cancelAll()
      let part = try await group.next() ?? nil
      #expect(part == nil)
    }
    reader.receive([Self.body("late")])
    reader.receive(Array(repeating: Self.body("late"), count: 20))
    let after = try await reader.next()
    #expect(after == nil)
    #expect(reader.mayRead())
  }

  @Test func `who gives up lets the socket be read on, to see the client leave`() async throws {
    let channel = NIOAsyncTestingChannel()
    let spy = Spy()
    try await channel.pipeline.addHandler(spy).get()
    let reader = PartReader(channel, ConnectionPhase())
    reader.receive(Array(repeating: Self.body("a"), count: 10))
    #expect(!reader.mayRead())
    let part = try await withThrowingTaskGroup(of: HTTPServerRequestPart?.self) { group in
      group.cancelAll()
      group.addTask { try await reader.next() }
      return try await group.next() ?? nil
    }
    #expect(part == nil)
    try await channel.testingEventLoop.executeInContext {}
    #expect(spy.reads.withLock { $0 } == 1)
  }

  @Test func `what comes after the end is read and dropped`() async throws {
    let reader = PartReader(Self.channel, ConnectionPhase())
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

  @Test func `a writer on another thread does not run ahead of its loop`() async throws {
    let channel = NIOAsyncTestingChannel()
    let writer = WireWriter(channel)
    let spy = Spy { writer.setWritable(false) }
    try await channel.pipeline.addHandler(spy).get()
    let piece = ByteBuffer(repeating: 0, count: 64 << 10)
    let failure = await withTaskGroup(of: (any Error)?.self) { group in
      group.addTask {
        await Self.failure(of: { for _ in 0..<8 { try await writer.write(piece) } })
      }
      group.cancelAll()
      return await group.next() ?? nil
    }
    #expect(failure is CancellationError)
    #expect(spy.writes.withLock { $0 } == 1)
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

/// Counts what reaches the socket.
private final class Spy: ChannelOutboundHandler, Sendable {
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let reads = Locked(0)
  let writes = Locked(0)
  private let onWrite: @Sendable () -> Void

  init(onWrite: @escaping @Sendable () -> Void = {}) { self.onWrite = onWrite }

  func read(context: ChannelHandlerContext) {
    reads.withLock { $0 += 1 }
    context.read()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    writes.withLock { $0 += 1 }
    onWrite()
    context.write(data, promise: promise)
  }
}
