import NemoSimulator
import NemoHTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How the control writes JSON.
enum ControlJSON {
  static func bytes(_ content: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(content))
    } catch {
      preconditionFailure("the control's own answers can be encoded: \(error)")
    }
  }
}

/// The JSON object of a request to the control, read strictly: what nobody knows is refused.
struct ControlBody {
  /// The largest body, in bytes.
  static let limit = 1 << 20

  enum Value: Sendable, Hashable, Decodable {
    case null, bool(Bool), number(Double), whole(Int64), natural(UInt64), string(String)
    case array([Value]), object([String: Value])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .null
      } else if let flag = try? value.decode(Bool.self) {
        self = .bool(flag)
      } else if let number = try? value.decode(Int64.self) {
        self = .whole(number)
      } else if let number = try? value.decode(UInt64.self) {
        self = .natural(number)
      } else if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else if let text = try? value.decode(String.self) {
        self = .string(text)
      } else if let values = try? value.decode([Value].self) {
        self = .array(values)
      } else {
        self = .object(try value.decode([String: Value].self))
      }
    }
  }

  private let fields: [String: Value]

  /// An empty body is an object without members.
  /// - Throws: ``ControlRefusal`` for a body that is too large, no object, or has a key that is not
  ///   one of `known`; what reading the body throws.
  init(_ body: HTTPBody, known: [String]) async throws {
    let bytes = try await Self.collect(body)
    guard !bytes.isEmpty else {
      fields = [:]
      return
    }
    guard let value = try? JSONDecoder().decode(Value.self, from: Data(bytes)) else {
      throw ControlRefusal.body("The body is not valid JSON. Send an object, or no body.")
    }
    guard case .object(let fields) = value else {
      throw ControlRefusal.body("The body is JSON, but no object. Put it in braces.")
    }
    for key in fields.keys.sorted() where !known.contains(key) {
      throw ControlRefusal.body(Self.unknown(key, known))
    }
    self.fields = fields
  }

  static func collect(_ body: HTTPBody) async throws -> [UInt8] {
    do {
      return try await body.collect(upTo: limit)
    } catch let failure as TransportFailure where failure.code == .tooLarge {
      throw ControlRefusal(
        413, "too-large", "The body is longer than \(limit >> 20) MiB. Send a smaller one.")
    }
  }

  static func unknown(_ key: String, _ known: [String]) -> String {
    let shown = "\"\(key.prefix(80))\" is not known here."
    guard let near = NearestName.of(key, among: known) else { return shown + " Send no body." }
    return "\(shown) The nearest is \"\(near)\"; known are \(known.joined(separator: ", "))."
  }

  // MARK: Members

  subscript(_ key: String) -> Value? {
    guard let value = fields[key], value != .null else { return nil }
    return value
  }

  func string(_ key: String) throws(ControlRefusal) -> String? {
    guard let value = self[key] else { return nil }
    guard case .string(let text) = value else { throw .body("\(key) is not a string.") }
    return text
  }

  func bool(_ key: String) throws(ControlRefusal) -> Bool? {
    guard let value = self[key] else { return nil }
    guard case .bool(let flag) = value else { throw .body("\(key) is neither true nor false.") }
    return flag
  }

  func double(_ key: String, in range: ClosedRange<Double>) throws(ControlRefusal) -> Double? {
    guard let value = self[key] else { return nil }
    let number: Double? =
      switch value {
      case .number(let number): number
      case .whole(let number): Double(number)
      case .natural(let number): Double(number)
      default: nil
      }
    guard let number, range.contains(number) else {
      throw .body("\(key) is not a number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  func whole(_ key: String, in range: ClosedRange<Int64>) throws(ControlRefusal) -> Int64? {
    guard let value = self[key] else { return nil }
    guard case .whole(let number) = value, range.contains(number) else {
      throw .body("\(key) is not a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  /// A seed is a number, or one in quotes for languages whose numbers end at 2^53.
  func seed(_ key: String) throws(ControlRefusal) -> UInt64? {
    switch self[key] {
    case nil: return nil
    case .natural(let number): return number
    case .whole(let number) where number >= 0: return UInt64(number)
    case .string(let text):
      if let number = UInt64(text) { return number }
    default: break
    }
    throw .body("\(key) is not a whole number from 0 to 18446744073709551615.")
  }
}
