/// Which value of a live backend stands for which of the tape: ids, tokens and addresses that the
/// server gives anew each time.
struct LiveBindings {
  /// Shorter values are no ids: to put another in their place could hit anything.
  private static let shortestBytes = 6
  /// Numbers that are shorter are quantities.
  private static let shortestNumber = 12
  /// How many values are followed.
  private static let limit = 10_000

  private var live: [String: String] = [:]
  /// Values that only an answer gives that was never asked for, with the exchange's id.
  private var unknown: [String: String] = [:]

  mutating func bind(_ recorded: String, to value: String) {
    guard recorded.utf8.count >= Self.shortestBytes, live.count < Self.limit else { return }
    if live[recorded] == nil { live[recorded] = value }
    unknown[recorded] = nil
  }

  /// Compares two answers: where the same path has different ids, one stands for the other.
  mutating func learn(recorded: [UInt8], live bytes: [UInt8]) {
    guard let one = JSONNode.parse(recorded), let other = JSONNode.parse(bytes) else { return }
    learn(one, recorded, other, bytes)
  }

  private mutating func learn(
    _ one: JSONNode, _ bytes: [UInt8], _ other: JSONNode, _ others: [UInt8]
  ) {
    switch (one.value, other.value) {
    case (.object(let members), .object):
      for member in members {
        if let value = other[member.key] { learn(member.value, bytes, value, others) }
      }
    case (.array(let elements), .array(let second)):
      for (element, value) in zip(elements, second) { learn(element, bytes, value, others) }
    default:
      guard let recorded = Self.id(one, bytes), let value = Self.id(other, others) else { return }
      bind(recorded, to: value)
    }
  }

  /// Notes what an answer would have given that is not asked for.
  mutating func miss(_ recorded: [UInt8], of exchange: String) {
    guard let node = JSONNode.parse(recorded) else { return }
    miss(node, recorded, exchange)
  }

  private mutating func miss(_ node: JSONNode, _ bytes: [UInt8], _ exchange: String) {
    switch node.value {
    case .object(let members): for member in members { miss(member.value, bytes, exchange) }
    case .array(let elements): for element in elements { miss(element, bytes, exchange) }
    default:
      guard let id = Self.id(node, bytes), live[id] == nil, unknown.count < Self.limit else {
        return
      }
      if unknown[id] == nil { unknown[id] = exchange }
    }
  }

  /// The exchange whose answer would have told an id in the text; nil when nothing is missing.
  func exchangeMissed(for text: String) -> String? {
    Replacements(unknown).first(in: text).flatMap { unknown[$0] }
  }

  /// The bytes with live values in the place of recorded ones.
  func apply(to bytes: [UInt8]) -> [UInt8] { Replacements(live).apply(to: bytes) }

  func apply(to text: String) -> String {
    String(decoding: apply(to: Array(text.utf8)), as: UTF8.self)
  }

  /// Whether an answer named this address.
  func knows(address: String) -> Bool { live.values.contains { $0.hasPrefix(address) } }

  /// The value when it looks like an id, a token or an address; not words, sentences or quantities.
  private static func id(_ node: JSONNode, _ bytes: [UInt8]) -> String? {
    switch node.value {
    case .string(let text):
      let isID =
        text.utf8.count >= shortestBytes && !text.contains { $0.isWhitespace }
        && text.utf8.contains { JSONBytes.isDigit($0) || $0 == UInt8(ascii: ":") }
      return isID ? text : nil
    case .number:
      let text = String(decoding: bytes[node.range], as: UTF8.self)
      return text.utf8.count >= shortestNumber && text.utf8.allSatisfy(JSONBytes.isDigit)
        ? text : nil
    case .object, .array, .literal: return nil
    }
  }
}
