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
  /// A fault that happens once, at the first request of the operation, so that there is a next one.
  var besides: String?
  /// Which request it is about, where it happens once.
  var number = 1

  /// - Parameters:
  ///   - once: the steps that went other than usual, such as `edit changed`; empty for none.
  init(
    _ fault: String, _ operation: Fault.Operation, once: String, always: String,
    settings: [String: Int] = [:], isOnWire: Bool = true, besides: String? = nil, number: Int = 1
  ) {
    self.fault = fault
    self.operation = operation
    self.once = once
    self.always = always
    self.settings = settings
    self.isOnWire = isOnWire
    self.besides = besides
    self.number = number
  }

  /// Unique: rows of one cell differ in their settings.
  var testDescription: String {
    let settings = settings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return settings.isEmpty ? cell : "\(cell), \(settings.joined(separator: ", "))"
  }

  var cell: String { "\(fault) of \(operation.rawValue)" }

  /// Every cell of fault × operation. `claimToken` and `cancelRender` are no steps of the client.
  static let all: [FaultRow] = connect + rest + stream + upload + render + process
}
