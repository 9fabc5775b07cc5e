/// One way in which a backend goes wrong: an entry of the catalogue.
///
/// Each has a file of its own under `Catalogue`, and a test of its own. ``PlannedFault`` says when
/// it happens in a world.
public struct Fault: Sendable {
  /// What scenarios and people call it, such as `silent-close`.
  public let name: String
  public let family: Family
  /// The operations that it can disturb.
  public let operations: [Operation]
  /// What it does, on the wire or to the world.
  public let effect: String
  /// What a correct client does about it.
  public let remedy: String
  /// What can be said about it beside when it happens.
  public let settings: [Setting]

  /// What it does in a world.
  let effects: @Sendable (Settings) -> [Effect]

  init(
    _ name: String, _ family: Family, _ operations: [Operation], effect: String, remedy: String,
    settings: [Setting] = [], _ effects: @escaping @Sendable (Settings) -> [Effect]
  ) {
    self.name = name
    self.family = family
    self.operations = operations
    self.effect = effect
    self.remedy = remedy
    self.settings = settings
    self.effects = effects
  }

  /// The endpoints of contract section 5.
  public typealias Operation = PlannedRefusal.Operation

  /// Where in an exchange faults happen.
  public enum Family: String, Sendable, Hashable, CaseIterable {
    case connect, rest, stream, upload, render, process
  }

  /// A number that a fault takes.
  public struct Setting: Sendable, Hashable {
    /// What it is called, with its unit: `afterBytes`, `seconds`.
    public var name: String
    public var defaultValue: Int
    public var range: ClosedRange<Int>
    public var meaning: String

    init(_ name: String, _ defaultValue: Int, in range: ClosedRange<Int>, _ meaning: String) {
      self.name = name
      self.defaultValue = defaultValue
      self.range = range
      self.meaning = meaning
    }
  }

  /// The values of a fault's settings in one plan.
  struct Settings: Sendable {
    let planned: [String: Int]
    let fault: [Setting]

    /// The planned value, or the default; a name that the fault does not have is a bug of ours.
    subscript(_ name: String) -> Int {
      guard let setting = fault.first(where: { $0.name == name }) else {
        preconditionFailure("no setting \(name)")
      }
      return planned[name] ?? setting.defaultValue
    }
  }
}

extension Fault {
  /// The entry of that name; nil when there is none.
  public static func named(_ name: String) -> Fault? { all.first { $0.name == name } }
}

extension [Fault.Operation] {
  /// Every endpoint.
  static let all = Fault.Operation.allCases
  /// Those that are answered with a JSON object: all but streams and files.
  static let answeredInJSON = allCasesBut(.message, .download)

  private static func allCasesBut(_ excluded: Fault.Operation...) -> Self {
    Fault.Operation.allCases.filter { !excluded.contains($0) }
  }
}
