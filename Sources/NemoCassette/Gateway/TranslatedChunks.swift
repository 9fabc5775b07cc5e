import NemoHTTP
import NemoTime

/// Translates the chunks of a body, and keeps track of where its deliveries end.
struct TranslatedChunks {
  /// Which deliveries of a body are passed on.
  enum Passing: Sendable {
    /// At once whatever is decided, also a part of a delivery: nothing waits that need not.
    case undelayed
    /// Only whole deliveries: the cuts stay where they are, and a cut inside of what is replaced
    /// moves to its end.
    case wholeDeliveries
  }

  /// A delivery that was read and not passed on as a whole.
  private struct Pending {
    var at: Instant?
    var undecidedCount: Int
    var outputCount = 0
  }

  private let passing: Passing
  private var text: TextTranslation
  private var pending: [Pending] = []
  /// What is decided and not passed on.
  private var output: [UInt8] = []

  init(_ translation: OriginTranslation, passing: Passing) {
    self.passing = passing
    text = TextTranslation(translation)
  }

  /// The part of the body that can be passed on now; nil for none.
  mutating func append(_ chunk: BodyChunk) -> BodyChunk? {
    for delivery in chunk.deliveries where delivery.length > 0 {
      pending.append(Pending(at: delivery.at, undecidedCount: delivery.length))
    }
    return pass(text.append(chunk.bytes, isEnd: false))
  }

  /// What was held back, at the end of the body.
  mutating func finish() -> BodyChunk? {
    pass(text.append([], isEnd: true))
  }

  private mutating func pass(
    _ decided: (output: [UInt8], steps: [TextTranslation.Step])
  ) -> BodyChunk? {
    output += decided.output
    var deliveries: [BodyChunk.Delivery] = []
    for step in decided.steps { take(step, &deliveries) }
    if passing == .undelayed, let first = pending.first, first.outputCount > 0 {
      deliveries.append(.init(at: first.at, length: first.outputCount))
      pending[0].outputCount = 0
    }
    let count = deliveries.reduce(0) { $0 + $1.length }
    guard count > 0 else { return nil }
    defer { output.removeFirst(count) }
    return BodyChunk(Array(output.prefix(count)), deliveries: deliveries)
  }

  /// Assigns a step's output to deliveries; a replacement to the one in which it begins.
  private mutating func take(
    _ step: TextTranslation.Step, _ deliveries: inout [BodyChunk.Delivery]
  ) {
    var rest = step.oldCount
    if step.isReplaced, !pending.isEmpty { pending[0].outputCount += step.newCount }
    while rest > 0, !pending.isEmpty {
      let count = min(rest, pending[0].undecidedCount)
      rest -= count
      pending[0].undecidedCount -= count
      if !step.isReplaced { pending[0].outputCount += count }
      guard pending[0].undecidedCount == 0 else { continue }
      let done = pending.removeFirst()
      if done.outputCount > 0 { deliveries.append(.init(at: done.at, length: done.outputCount)) }
    }
  }
}
