public import NemoTime

/// A simulated backend as a value: accounts, credits, sessions, drafts, media and renders.
///
/// It never sleeps, reads or writes. A driver tells it of requests and of the time, and performs
/// the plans that it gets. The same seed and the same calls give the same answers, byte for byte.
public struct World: Sendable, Codable {
  /// How many exchanges may be open at a time; more are refused.
  public static let exchangeLimit = 20_000
  /// How many accepted runs may be unfinished at a time; more are refused.
  public static let runLimit = 20_000

  /// How many sessions, and as many renders and accounts, a world may have.
  public static let tableLimit = 100_000

  private var format = SavedFormat()
  /// What all randomness of this world comes from.
  public let seed: UInt64
  /// When the world began.
  public let startedAt: WallTime
  /// How it speaks. May be changed between requests.
  public var dialect: Dialect

  var now: WallTime
  var ids: IdentifierSource
  /// One stream per use, so that a new use does not reshuffle the others.
  var silence: SeededGenerator
  var pacing: SeededGenerator
  var renderPacing: SeededGenerator

  var accounts = AccountBook()
  var sessions: [String: Session] = [:]
  /// Uploaded files by digest.
  var uploads: [String: StoredFile] = [:]
  var renders: [String: RenderJob] = [:]
  /// Runs that are unfinished, or whose frames somebody still reads.
  var runs: [Int: Run] = [:]
  var lastRun = 0
  var acceptedRunCount = 0
  var agenda = Agenda()
  /// What `settle` has yet to hand over.
  var outbox: [Outgoing] = []
  var exchanges: [Int: OpenExchange] = [:]
  var lastExchange = 0
  var events = Journal()
  /// nil in a world without a scenario.
  var staged: StagedScenario?
  /// nil in a world without faults.
  var faults: StagedFaults?
  /// nil for a process that has had no trouble.
  var trouble: ProcessTrouble?
  /// Credits that a fault keeps frozen for ever, by account; nil for none.
  var stuckCredits: [String: Int]?

  /// A new world with the dialect's defaults.
  public init(seed: UInt64, startingAt: WallTime) {
    self.init(seed: seed, startingAt: startingAt, dialect: .seed)
  }

  /// A new world that speaks that dialect.
  public init(seed: UInt64, startingAt: WallTime, dialect: Dialect) {
    self.seed = seed
    self.startedAt = startingAt
    self.dialect = dialect
    now = startingAt
    ids = IdentifierSource(seed: seed)
    silence = SeededGenerator(seed: seed, stream: "silence")
    pacing = SeededGenerator(seed: seed, stream: "pacing")
    renderPacing = SeededGenerator(seed: seed, stream: "renders")
  }

  /// A file in the media store.
  struct StoredFile: Sendable, Codable {
    var facts: MediaFacts
    var asset: Asset
  }

  enum Outgoing: Sendable, Codable {
    case render(RenderSpec)
    case note(String)
  }
}

/// The version of a saved world. Reading another version fails, with a sentence.
private struct SavedFormat: Sendable, Codable {
  static let current = 1

  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let version = try container.decode(Int.self)
    guard version == Self.current else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription:
          "This world was saved in format \(version), not \(Self.current). Start a fresh one.")
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Self.current)
  }
}

/// What must be remembered of a request between its head and its end.
struct OpenExchange: Sendable, Codable {
  enum Stage: Sendable, Codable {
    case reading(Request)
    /// The next frame of a run to send.
    case streaming(run: Int, next: Int)
    /// The process ended while the request was read.
    case broken
  }

  struct Request: Sendable, Codable {
    var route: Route
    /// nil where the route needs none, or where the token was refused.
    var account: String?
    var refusal: Refusal?
    var clientID: String?
    var address: String?
    var contentType: String?
    var range: String?
    var ifRange: String?
    var hasAttribution: Bool
    var base: String
    /// Which one of its operation it is; nil where nothing is planned for any.
    var number: Int?
    /// The planned faults that it meets, by index; nil for none.
    var faults: [Int]?
    /// The path with its query, where it meets faults.
    var path: String?
  }

  var stage: Stage
  /// What is sent in place of the run's frames; nil for those as they are.
  var script: StreamScript?
}
