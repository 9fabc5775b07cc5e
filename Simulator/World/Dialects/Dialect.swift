/// How this backend speaks where the public sources disagree: contract section 19.
///
/// Only switches that have an effect are here. The default of each is the seed's.
public struct Dialect: Sendable, Hashable, Codable {
  /// Row 4: how errors travel.
  public enum Errors: String, Sendable, Hashable, Codable {
    /// 400, 402 and 429 as HTTP status and body code; 1001 to 4002 in HTTP 200.
    case mixed
    /// The HTTP status that fits, and the body code.
    case http
    /// Always HTTP 200; only the body tells.
    case envelope200
  }

  /// Row 1: what a poll of a render answers.
  public enum RenderBody: String, Sendable, Hashable, Codable { case flat, nested, both }

  /// Row 6: how a stream says that work goes on.
  public enum Heartbeat: String, Sendable, Hashable, Codable {
    case alternate, typed, empty, comment, none
  }

  /// Row 14: what a second sign-in inside the window gets.
  public enum RepeatSignIn: String, Sendable, Hashable, Codable {
    case refuse = "429"
    case sameToken
  }

  /// Row 19: what a used render id gets.
  public enum DuplicateRender: String, Sendable, Hashable, Codable { case error, idempotent }

  /// Row 23: what becomes of a run whose client leaves.
  public enum OnDisconnect: String, Sendable, Hashable, Codable { case `continue`, cancel }

  /// What becomes of a message during a run; no document says (section 8).
  public enum ConcurrentTurn: String, Sendable, Hashable, Codable { case run, reject }

  // The switches; each type says which row of section 19 it is.
  public var errors = Errors.mixed
  public var renderBody = RenderBody.flat
  public var heartbeat = Heartbeat.alternate
  public var repeatSignIn = RepeatSignIn.refuse
  public var duplicateRender = DuplicateRender.error
  public var onDisconnect = OnDisconnect.continue
  public var concurrentTurn = ConcurrentTurn.run
  /// Row 31; whether MB means 10^6 or 2^20 is unstated, the larger is assumed.
  public var sizeCapBytes = 500 << 20
  /// How many edits of a hundred end without text: "about 30%" (section 7.6).
  public var silentEditPercent = 30
  /// Refuses bearers that this world did not issue.
  public var strictTokens = false

  /// The bold defaults of section 19.
  public static let seed = Dialect()

  /// The vendor's API reference, where it differs from the seed in a row that has a switch: renders
  /// are told nested (row 1), heartbeats are typed (row 6).
  public static let apiReference: Dialect = {
    var dialect = Dialect()
    dialect.renderBody = .nested
    dialect.heartbeat = .typed
    return dialect
  }()

  /// As ``seed``.
  public init() {}
}
