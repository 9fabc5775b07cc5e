/// When a fault of the catalogue happens in a world.
///
/// ```swift
/// scenario.faults = [PlannedFault("silent-close", of: .message, at: [1])]
/// ```
public struct PlannedFault: Sendable, Hashable, Codable {
  /// The name of a ``Fault``.
  public var fault: String
  /// Which requests it is about; nil for all that it can disturb.
  public var operation: Fault.Operation?
  /// Which of them, counted from 1; nil for each.
  public var numbers: [Int]?
  /// In how many of a hundred of these it happens, drawn from a stream of chance of its own; nil
  /// for all.
  public var percent: Int?
  /// The time in which it may happen, in seconds since the world began; nil for always.
  public var seconds: ClosedRange<Int>?
  /// The fault's own settings, by name; what is missing has its default.
  public var settings: [String: Int]

  /// - Throws: ``PlannedFaultError`` for what the catalogue does not have.
  public init(
    _ fault: String, of operation: Fault.Operation? = nil, at numbers: [Int]? = nil,
    percent: Int? = nil, seconds: ClosedRange<Int>? = nil, settings: [String: Int] = [:]
  ) throws(PlannedFaultError) {
    self.fault = fault
    self.operation = operation
    self.numbers = numbers
    self.percent = percent
    self.seconds = seconds
    self.settings = settings
    try check()
  }

  /// - Throws: ``PlannedFaultError`` for what the catalogue does not have.
  public func check() throws(PlannedFaultError) {
    guard let entry = Fault.named(fault) else { throw PlannedFaultError(.unknownFault, fault) }
    if let operation, !entry.operations.contains(operation) {
      throw PlannedFaultError(.wrongOperation, fault, operation.rawValue)
    }
    if let numbers, numbers.isEmpty || numbers.contains(where: { $0 < 1 }) {
      throw PlannedFaultError(.badNumbers, fault)
    }
    if let percent, !(0...100).contains(percent) { throw PlannedFaultError(.badPercent, fault) }
    for name in settings.keys.sorted() {
      guard let setting = entry.settings.first(where: { $0.name == name }) else {
        throw PlannedFaultError(.unknownSetting, fault, name)
      }
      guard setting.range.contains(settings[name] ?? 0) else {
        throw PlannedFaultError(.settingOutOfRange, fault, name)
      }
    }
  }

  func isAbout(_ operation: Fault.Operation) -> Bool {
    if let asked = self.operation { return asked == operation }
    return Fault.named(fault)?.operations.contains(operation) ?? false
  }

  /// What it does, with its settings.
  var effects: [Effect] {
    guard let entry = Fault.named(fault) else { return [] }
    return entry.effects(Fault.Settings(planned: settings, fault: entry.settings))
  }
}

/// A plan that the catalogue does not have.
public struct PlannedFaultError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: Sendable, Hashable {
    case unknownFault, wrongOperation, badNumbers, badPercent, unknownSetting, settingOutOfRange
  }

  public var code: Code
  public var fault: String
  /// The operation or the setting that it is about.
  public var detail: String

  init(_ code: Code, _ fault: String, _ detail: String = "") {
    self.code = code
    self.fault = fault
    self.detail = detail
  }

  public var description: String {
    let entry = Fault.named(fault)
    switch code {
    case .unknownFault:
      return "There is no fault \(fault). `nemo simulator faults` lists all of them."
    case .wrongOperation:
      let names = entry?.operations.map(\.rawValue).joined(separator: ", ") ?? ""
      return "The fault \(fault) does not apply to \(detail). It applies to \(names)."
    case .badNumbers: return "The fault \(fault) needs the numbers of requests, counted from 1."
    case .badPercent: return "The fault \(fault) has a percent beyond 0 to 100."
    case .unknownSetting:
      let names = entry?.settings.map(\.name).joined(separator: ", ") ?? ""
      return
        "The fault \(fault) has no setting \(detail). It has: \(names.isEmpty ? "none" : names)."
    case .settingOutOfRange:
      let range = entry?.settings.first { $0.name == detail }?.range ?? 0...0
      return "The fault \(fault) takes \(range.lowerBound) to \(range.upperBound) as its \(detail)."
    }
  }
}
