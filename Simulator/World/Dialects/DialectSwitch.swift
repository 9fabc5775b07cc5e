/// One switch of a ``Dialect``: what it is called, where it comes from, and what it may say.
///
/// Everything that prints, reads or saves dialects goes through the one list ``all``.
public struct DialectSwitch: Sendable {
  /// As the contract calls it.
  public let name: String
  /// The row of section 19, or what else leaves the point open.
  public let source: String
  /// What it decides, in a phrase.
  public let subject: String
  /// Every value, or one phrase for numbers.
  public let values: [String]
  /// What the backend does by each of them, in the same order.
  public let meanings: [String]

  private let read: @Sendable (Dialect) -> String
  private let write: @Sendable (inout Dialect, String) -> Bool

  /// What it says in a dialect.
  public func value(in dialect: Dialect) -> String { read(dialect) }

  /// What it says by default.
  public var defaultValue: String { value(in: .seed) }

  /// Turns the switch.
  ///
  /// - Returns: false for a value that it does not have; nothing changes then.
  public func set(_ value: String, in dialect: inout Dialect) -> Bool { write(&dialect, value) }

  /// The switch of that name; nil when there is none.
  public static func named(_ name: String) -> DialectSwitch? { all.first { $0.name == name } }
}

extension DialectSwitch {
  init<Value: DialectValue>(
    _ name: String, _ path: any WritableKeyPath<Dialect, Value> & Sendable, _ source: String,
    _ subject: String
  ) {
    self.name = name
    self.source = source
    self.subject = subject
    values = Value.allCases.map(\.rawValue)
    meanings = Value.allCases.map(\.meaning)
    read = { $0[keyPath: path].rawValue }
    write = { dialect, text in
      guard let value = Value(rawValue: text) else { return false }
      dialect[keyPath: path] = value
      return true
    }
  }

  init(
    _ name: String, _ path: any WritableKeyPath<Dialect, Bool> & Sendable, _ source: String,
    _ subject: String, off: String, on: String
  ) {
    self.name = name
    self.source = source
    self.subject = subject
    values = ["off", "on"]
    meanings = [off, on]
    read = { $0[keyPath: path] ? "on" : "off" }
    write = { dialect, text in
      guard ["off", "on"].contains(text) else { return false }
      dialect[keyPath: path] = text == "on"
      return true
    }
  }

  init(
    _ name: String, _ path: any WritableKeyPath<Dialect, Int> & Sendable,
    in range: ClosedRange<Int>,
    _ source: String, _ subject: String
  ) {
    self.name = name
    self.source = source
    self.subject = subject
    values = ["\(range.lowerBound)...\(range.upperBound)"]
    meanings = ["a number from \(range.lowerBound) to \(range.upperBound)"]
    read = { String($0[keyPath: path]) }
    write = { dialect, text in
      guard let value = Int(text), range.contains(value) else { return false }
      dialect[keyPath: path] = value
      return true
    }
  }
}
