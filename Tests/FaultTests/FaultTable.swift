import NemoSimulator
import Testing

/// The one allowed outcome of a quick edit with one fault in its way.
struct FaultRow: Sendable, CustomTestStringConvertible {
  var fault: String
  var operation: Fault.Operation
  /// When it happens at the first request of that operation only.
  var once: String
  /// When it happens at each.
  var always: String
  var settings: [String: Int] = [:]
  /// Whether the wire can show it to a client that shares its listener with other requests.
  var isOnWire = true

  /// - Parameters:
  ///   - once: the steps that went other than usual, such as `edit changed`; empty for none.
  init(
    _ fault: String, _ operation: Fault.Operation, once: String, always: String,
    settings: [String: Int] = [:], isOnWire: Bool = true
  ) {
    self.fault = fault
    self.operation = operation
    self.once = once
    self.always = always
    self.settings = settings
    self.isOnWire = isOnWire
  }

  var testDescription: String { "\(fault) of \(operation.rawValue)" }

  /// Every cell of fault × operation. `claimToken` is not among the client's steps.
  static let all: [FaultRow] = connect + rest + stream + upload + render + process
}
