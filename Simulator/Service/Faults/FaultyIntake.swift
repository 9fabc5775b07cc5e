import NemoHTTP
import NemoSimulator
import NemoTime

/// Takes a request's body as an ``IntakeFault`` says.
struct FaultyIntake {
  /// The body was read as far as the fault has it, and is to be answered now.
  struct Cut: Error {
    var afterBytes: Int
  }

  private let fault: IntakeFault
  private let time: any TimeSource

  init(_ fault: IntakeFault, time: any TimeSource) {
    self.fault = fault
    self.time = time
  }

  /// The body as the service gets it. Reading it throws ``Cut``, or what the fault ends with.
  func body(_ whole: HTTPBody) -> HTTPBody {
    let iterator = whole.makeAsyncIterator()
    let read = Locked(0)
    return HTTPBody(
      length: whole.length,
      once: {
        try await meet(read.withLock { $0 })
        let next = try await WireScript.$withholdsContinue.withValue(fault.withholdsContinue) {
          var iterator = iterator
          return try await iterator.next()
        }
        guard let chunk = next else {
          try await end(read.withLock { $0 })
          return nil
        }
        try await pause(for: chunk.bytes.count)
        return read.withLock { keep(chunk, after: &$0) }
      })
  }

  /// The fault's end, once its byte is reached.
  private func meet(_ count: Int) async throws {
    guard let limit = fault.afterBytes, count >= limit else { return }
    try await perform(count)
  }

  /// Where the fault waits for the whole body, or for more than it has.
  private func end(_ count: Int) async throws {
    guard fault.then != .goOn else { return }
    try await perform(count)
  }

  private func perform(_ count: Int) async throws {
    switch fault.then {
    case .goOn: return
    case .answer: throw Cut(afterBytes: count)
    case .reset: throw TransportFailure(.reset, sent: .possibly)
    case .close: throw TransportFailure(.noResponse, sent: .possibly)
    case .stall:
      await Cancellation.wait()
      throw CancellationError()
    }
  }

  private func keep(_ chunk: BodyChunk, after count: inout Int) -> BodyChunk {
    let room = fault.afterBytes.map { max(0, $0 - count) } ?? chunk.bytes.count
    count += min(room, chunk.bytes.count)
    guard fault.then != .goOn, room < chunk.bytes.count else { return chunk }
    return BodyChunk(Array(chunk.bytes.prefix(room)))
  }

  private func pause(for count: Int) async throws {
    guard let rate = fault.bytesPerSecond, rate > 0 else { return }
    try await time.sleep(for: .milliseconds(count * 1_000 / rate), "a slow reader")
  }
}

/// Waiting for a task's cancellation. No clock is asked: what stalls has no end of its own.
enum Cancellation {
  static func wait() async {
    WorldReader.current?.idle()
    let (never, continuation) = AsyncStream<Never>.makeStream()
    for await _ in never {}
    continuation.finish()
  }
}
