import NemoHTTP
import NemoTime

/// A request or a stream under way, as its world's clock sees it.
///
/// Whoever advances the clock waits until each is asleep again, so that everything due has been
/// handed over.
final class WorldReader: Sendable {
  /// The one whose work the current task does.
  @TaskLocal static var current: WorldReader?

  enum Stage: Sendable, Hashable {
    /// Waits for the client, or for nothing: the clock goes on without it.
    case idle
    /// Waits for the clock.
    case asleep
    /// Woken, and about to hand something over.
    case working
    /// A piece of a stream is with the client, which has not asked for the next one.
    case handedOver
  }

  struct Facts: Sendable {
    var stage = Stage.idle
    /// The request's method and path, without its query.
    var request: String
  }

  let number: Int
  private let clock: WorldClock

  init(_ request: String, on clock: WorldClock) {
    self.clock = clock
    number = clock.change { state in
      state.lastReader += 1
      state.readers[state.lastReader] = Facts(request: request)
      return state.lastReader
    }
  }

  deinit { end() }

  /// Safe to repeat.
  func end() { clock.change { $0.readers[number] = nil } }

  /// Waits for something that no clock brings.
  func idle() { enter(.idle) }

  private func enter(_ stage: Stage) { clock.change { $0.readers[number]?.stage = stage } }

  /// Does a part of its work.
  func work<Result>(_ body: () async throws -> Result) async rethrows -> Result {
    try await Self.$current.withValue(self, operation: body)
  }

  /// The same stream, followed piece by piece.
  func following(_ body: HTTPBody) -> HTTPBody {
    enter(.handedOver)
    let iterator = body.makeAsyncIterator()
    return HTTPBody(length: body.length) { [self] in
      enter(.working)
      do {
        let chunk = try await work {
          var iterator = iterator
          return try await iterator.next()
        }
        if chunk == nil { end() } else { enter(.handedOver) }
        return chunk
      } catch is CancellationError where !Task.isCancelled {
        end()
        throw TransportFailure(.reset, sent: .complete, detail: "the world has ended")
      } catch {
        end()
        throw error
      }
    }
  }
}
