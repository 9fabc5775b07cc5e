/// A text that is redacted as it arrives.
///
/// Holds back only what may turn out to be the beginning of a value; everything else passes at
/// once. What comes out is, in the end, as long as what went in.
struct RedactedStream: Sendable {
  /// Raw bytes that are not decided.
  private var pending: [UInt8] = []
  /// What stands before those.
  private var before = Preceding()
  /// What ends the value whose rest is being blotted out: it was longer than the window.
  private var overlong: ValueEnd?
  private var isAtFormStart: Bool

  /// - Parameter isForm: whether the text begins with a key, `token=…&…`.
  init(isForm: Bool = false) {
    isAtFormStart = isForm
  }

  /// Takes further bytes and returns those that are decided.
  ///
  /// A value that goes on beyond ``Redactor/windowBytes`` is replaced by zeros up to its end.
  mutating func append(
    _ bytes: [UInt8], isEnd: Bool, _ redactor: inout Redactor
  ) throws -> [UInt8] {
    pending += bytes
    let text = DecodedText(pending, isAtEnd: isEnd)
    let scanner = SecretScanner(text, isAtEnd: isEnd)
    var output: [UInt8] = []
    output.reserveCapacity(pending.count)
    var position = blotOut(text, &output)
    scan: while position < text.count {
      switch step(redactor, scanner, at: position) {
      case .hold: break scan
      case .open(let start, let kind, let end):
        guard text.count - start > Redactor.windowBytes else { break scan }
        output += text.spelling(position..<start)
        output += kind.prefix + zeros(text.spelling(start..<text.count).count - kind.prefix.count)
        overlong = end
        position = text.count
      case .known(let form, let range):
        let end = position + range.count
        output += text.respelled(position..<end, as: Array(form.replacement[range])) {
          SecretForms.padded(Array(form.replacement[range]), to: $0)
        }
        position = end
      case .value(let range, let kind):
        output += text.spelling(position..<range.lowerBound)
        let pseudonym = try redactor.replacement(of: Array(text.bytes[range]), kind)
        output += text.respelled(range, as: pseudonym) { SecretForms.padded(pseudonym, to: $0) }
        position = range.upperBound
      case .pass:
        let next = redactor.nextPlace(in: text, from: position + 1)
        output += text.spelling(position..<next)
        position = next
      }
    }
    keep(text, from: position)
    return output
  }

  private mutating func step(
    _ redactor: Redactor, _ scanner: SecretScanner, at position: Int
  ) -> Redactor.Step {
    guard isAtFormStart else {
      return redactor.step(
        scanner, at: position, previous: before.byte(before: position, of: scanner.text))
    }
    switch scanner.lookAtFormStart() {
    case .undecided: return .hold
    case .open(let start, let kind, let end): return .open(start: start, kind, end)
    case .value(let range, let kind):
      isAtFormStart = false
      return .value(range, kind)
    case .nothing:
      isAtFormStart = false
      return step(redactor, scanner, at: position)
    }
  }

  private mutating func keep(_ text: DecodedText, from position: Int) {
    before.pass(position, of: text)
    pending.removeFirst(text.rawOffset(position))
  }

  /// Replaces the rest of a value that is too long; returns where it ends.
  private mutating func blotOut(_ text: DecodedText, _ output: inout [UInt8]) -> Int {
    guard let ending = overlong else { return 0 }
    let end = ending.find(in: text, from: 0)
    if end != nil { overlong = nil }
    output += zeros(text.spelling(0..<(end ?? text.count)).count)
    return end ?? text.count
  }

  private func zeros(_ count: Int) -> [UInt8] {
    Array(repeating: UInt8(ascii: "0"), count: max(0, count))
  }
}

/// Looks for secrets in what must not have any, a piece at a time.
struct SecretSearch: Sendable {
  private var pending: [UInt8] = []
  private var before = Preceding()

  /// Whether a secret ends in the further bytes: its shape, one at its key, or one of those met.
  mutating func finds(in bytes: [UInt8], isEnd: Bool, _ redactor: Redactor) -> Bool {
    pending += bytes
    let text = DecodedText(pending, isAtEnd: isEnd)
    let scanner = SecretScanner(text, isAtEnd: isEnd)
    var position = redactor.nextPlace(in: text, from: 0)
    scan: while position < text.count {
      let previous = before.byte(before: position, of: text)
      switch redactor.step(scanner, at: position, previous: previous) {
      case .hold: break scan
      case .open(let start, let kind, _):
        guard text.count - start > Redactor.windowBytes else { break scan }
        return redactor.isForbidden(Array(text.bytes[start...]), kind)
      case .known(let form, _) where form.isSecret: return true
      case .value(let range, let kind):
        if redactor.isForbidden(Array(text.bytes[range]), kind) { return true }
      case .known, .pass: break
      }
      position = redactor.nextPlace(in: text, from: position + 1)
    }
    before.pass(position, of: text)
    pending.removeFirst(text.rawOffset(position))
    return false
  }
}

/// The last two bytes before a text that is read a piece at a time.
struct Preceding: Sendable {
  private var last: UInt8?
  private var lastButOne: UInt8?

  /// The byte before a place; nil where an escape such as `\n` ends, and a word may begin.
  func byte(before position: Int, of text: DecodedText) -> UInt8? {
    let (last, lastButOne) = pair(before: position, of: text)
    guard let last else { return nil }
    return lastButOne == UInt8(ascii: "\\") && "bfnrt".utf8.contains(last) ? nil : last
  }

  /// The text up to there is done with.
  mutating func pass(_ position: Int, of text: DecodedText) {
    (last, lastButOne) = pair(before: position, of: text)
  }

  private func pair(before position: Int, of text: DecodedText) -> (UInt8?, UInt8?) {
    switch position {
    case 0: (last, lastButOne)
    case 1: (text.bytes[0], last)
    default: (text.bytes[position - 1], text.bytes[position - 2])
    }
  }
}
