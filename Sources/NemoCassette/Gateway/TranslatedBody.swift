import NemoHTTP
import NemoTime

/// A body with other origins in its text; it ends as the body underneath does.
final class TranslatedBody: Sendable {
  private struct State {
    var chunks: TranslatedChunks
    var end: End?
  }

  private enum End {
    case closed
    case failed(any Error)
  }

  private let source: HTTPBody.Iterator
  private let state: Locked<State>

  private init(_ source: HTTPBody.Iterator, _ chunks: TranslatedChunks) {
    self.source = source
    state = Locked(State(chunks: chunks))
  }

  /// The body in chunks as they come; its length is not known beforehand.
  static func streaming(
    _ body: HTTPBody, _ translation: OriginTranslation, passing: TranslatedChunks.Passing
  ) -> HTTPBody {
    let chunks = TranslatedChunks(translation, passing: passing)
    let translated = TranslatedBody(body.makeAsyncIterator(), chunks)
    return HTTPBody(length: nil) { try await translated.next() }
  }

  /// The body in memory, so that its length is known; beyond `limit` bytes as it comes.
  ///
  /// - Throws: what reading the body throws.
  static func counted(
    _ body: HTTPBody, _ translation: OriginTranslation, limit: Int
  ) async throws -> HTTPBody {
    var iterator = body.makeAsyncIterator()
    var start: [UInt8] = []
    while let chunk = try await iterator.next() {
      start += chunk.bytes
      if start.count > limit {
        return streaming(joining(start, iterator), translation, passing: .undelayed)
      }
    }
    return HTTPBody(translation.translate(start))
  }

  private static func joining(_ start: [UInt8], _ rest: HTTPBody.Iterator) -> HTTPBody {
    let start = Locked<[UInt8]?>(start)
    return HTTPBody(length: nil) {
      let first = start.withLock { start in
        defer { start = nil }
        return start
      }
      if let first { return BodyChunk(first) }
      var rest = rest
      return try await rest.next()
    }
  }

  private func next() async throws -> BodyChunk? {
    while true {
      switch state.withLock({ $0.end }) {
      case .closed?: return nil
      case .failed(let error)?: throw error
      case nil: break
      }
      if let chunk = await read() { return chunk }
    }
  }

  /// Reads a chunk, or the end with what was held back before it.
  private func read() async -> BodyChunk? {
    var source = source
    do {
      let chunk = try await source.next()
      return state.withLock { state in
        if let chunk { return state.chunks.append(chunk) }
        state.end = .closed
        return state.chunks.finish()
      }
    } catch {
      return state.withLock { state in
        state.end = .failed(error)
        return state.chunks.finish()
      }
    }
  }
}
