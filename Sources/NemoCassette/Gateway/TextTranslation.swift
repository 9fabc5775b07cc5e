/// Translates the origins in a text that comes in pieces.
///
/// Held back is only what may be the beginning of an origin.
struct TextTranslation {
  /// A stretch of the input, in order, and what became of it.
  struct Step: Equatable {
    var oldCount: Int
    var newCount: Int
    var isReplaced: Bool
  }

  private let translation: OriginTranslation
  private var held: [UInt8] = []

  init(_ translation: OriginTranslation) {
    self.translation = translation
  }

  /// Takes the next piece. The steps cover the input that is decided now.
  mutating func append(
    _ bytes: [UInt8], isEnd: Bool
  ) -> (output: [UInt8], steps: [Step]) {
    let input = held.isEmpty ? bytes : held + bytes
    var output: [UInt8] = []
    output.reserveCapacity(input.count)
    var steps: [Step] = []
    var copied = 0
    var position = 0

    func copy(to end: Int) {
      guard end > copied else { return }
      output += input[copied..<end]
      steps.append(Step(oldCount: end - copied, newCount: end - copied, isReplaced: false))
      copied = end
    }

    var decidedEnd = input.count
    search: while let start = Self.firstTrigger(in: input, from: position) {
      switch translation.look(input, start, isEnd) {
      case .nothing: position = start + 1
      case .undecided:
        decidedEnd = start
        break search
      case .replace(let count, let replacement):
        copy(to: start)
        output += replacement
        steps.append(Step(oldCount: count, newCount: replacement.count, isReplaced: true))
        copied = start + count
        position = copied
      }
    }
    copy(to: decidedEnd)
    held = Array(input[decidedEnd...])
    return (output, steps)
  }

  private static func firstTrigger(in bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    while position < bytes.count {
      if OriginReader.mayBegin(bytes[position]) { return position }
      position += 1
    }
    return nil
  }
}
