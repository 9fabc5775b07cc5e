public import NemoSimulator
public import NemoTime

/// What a world of a ``SimulatedHost`` begins with.
public struct WorldTerms: Sendable {
  /// What all its randomness comes from.
  public var seed: UInt64
  public var dialect: Dialect
  public var scenario: Scenario
  /// The calendar time at which it begins; nil for the time at which it is made.
  public var startsAt: WallTime?
  /// Whether its clock stands until somebody moves it.
  public var isFrozen = false
  /// How many times as fast as its host's pace it goes, one of ``WorldClock/scales``.
  public var scale = 1.0

  public init(
    seed: UInt64 = SimulatorConfiguration.defaultSeed, dialect: Dialect = .seed,
    scenario: Scenario = Scenario(), startsAt: WallTime? = nil
  ) {
    self.seed = seed
    self.dialect = dialect
    self.scenario = scenario
    self.startsAt = startsAt
  }

  func starting(at time: WallTime?) -> WorldTerms {
    var terms = self
    terms.startsAt = time
    return terms
  }

  /// Those with which a world began that was kept.
  init(of world: World) {
    self.init(
      seed: world.seed, dialect: world.dialect, scenario: world.scenario, startsAt: world.startedAt)
  }
}

/// What a world is called: in a path, a header and the control.
public struct WorldName: Sendable, Hashable, Comparable {
  /// The longest name, in bytes.
  public static let lengthLimit = 64
  /// The world of requests that name none.
  public static let `default` = WorldName(unchecked: "default")

  public let text: String

  /// nil for what is no name: letters, digits, `-`, `_` and inner dots, 1...64 of them.
  public init?(_ text: String) {
    let isSafe = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard isSafe, !text.isEmpty, text.utf8.count <= Self.lengthLimit, !text.hasPrefix(".")
    else { return nil }
    self.text = text
  }

  private init(unchecked text: String) { self.text = text }

  /// What a name may be, for people.
  static let rule = "A name has 1 to 64 letters, digits, dots, - and _, and begins with no dot."

  public static func < (one: WorldName, other: WorldName) -> Bool { one.text < other.text }

  /// A seed of its own for each name, always the same for the same host.
  func seed(from seed: UInt64) -> UInt64 {
    var generator = SeededGenerator(seed: seed, stream: "world " + text)
    return generator.next()
  }
}
