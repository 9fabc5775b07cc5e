import NemoHTTP
import NemoSimulator
import NemoTime

/// A body of known length that does not arrive as it is.
struct DamagedBody {
  private let damage: BodyDamage

  init(_ damage: BodyDamage) { self.damage = damage }

  /// - Returns: the body, and the length that its head announces; nil where the connection's end
  ///   is the body's.
  func body(of whole: (body: HTTPBody, length: Int?)) -> (HTTPBody, length: Int?) {
    guard let length = whole.length else { return whole }
    let sent = length * damage.sentPercent / 100
    let announced = damage.end == .closed && sent < length ? nil : length
    let iterator = whole.body.makeAsyncIterator()
    let offset = Locked(0)
    let body = HTTPBody(
      length: announced,
      once: {
        let start = offset.withLock { $0 }
        var iterator = iterator
        guard start < sent, let chunk = try await iterator.next() else {
          try await damage.end.perform(afterBytes: start)
          return nil
        }
        let bytes = inverted(Array(chunk.bytes.prefix(sent - start)), at: start)
        offset.withLock { $0 += bytes.count }
        return BodyChunk(bytes, at: chunk.deliveries.last?.at)
      })
    return (body, announced)
  }

  private func inverted(_ bytes: [UInt8], at start: Int) -> [UInt8] {
    guard let interval = damage.invertedByteInterval, interval > 0 else { return bytes }
    var bytes = bytes
    let first = start == 0 ? interval : (start + interval - 1) / interval * interval
    for position in stride(from: first, to: start + bytes.count, by: interval) {
      bytes[position - start] = ~bytes[position - start]
    }
    return bytes
  }
}
