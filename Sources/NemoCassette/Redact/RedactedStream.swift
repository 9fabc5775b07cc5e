/// A text that is redacted as it arrives.
///
/// Holds back only what may turn out to be the beginning of a value; everything else passes at
/// once. What comes out is, in the end, as long as what went in.
struct RedactedStream: Sendable {
  private var pending: [UInt8] = []
  private var previous: UInt8?

  /// Takes further bytes and returns those that are decided.
  ///
  /// - Throws: ``CassetteError`` when a value is longer than ``Redactor/windowBytes``.
  mutating func append(
    _ bytes: [UInt8], isEnd: Bool, _ redactor: inout Redactor
  ) throws -> [UInt8] {
    pending += bytes
    let scanner = SecretScanner(bytes: pending, isAtEnd: isEnd)
    var output: [UInt8] = []
    output.reserveCapacity(pending.count)
    var position = 0
    scan: while position < pending.count {
      let plain = pending[position...].prefix { !redactor.mayBeginValue($0) }
      output += plain
      previous = plain.last ?? previous
      position = plain.endIndex
      guard position < pending.count else { break }
      switch redactor.knownValue(in: pending, at: position, isAtEnd: isEnd) {
      case .undecided: break scan
      case .found(let count, let replacement):
        output += replacement
        position += count
        previous = pending[position - 1]
        continue
      case .none: break
      }
      switch scanner.look(at: position, previous: previous) {
      case .undecided: break scan
      case .value(let range, let kind):
        output += pending[position..<range.lowerBound]
        output += try redactor.replacement(of: Array(pending[range]), kind)
        position = range.upperBound
      case .nothing:
        output.append(pending[position])
        position += 1
      }
      previous = pending[position - 1]
    }
    pending.removeFirst(position)
    guard pending.count <= Redactor.windowBytes else {
      throw CassetteError(
        .unredactable,
        "A value of more than \(Redactor.windowBytes) bytes stands where a secret may be.")
    }
    return output
  }
}
