extension Dialect {
  /// The bold defaults of section 19.
  public static let seed = Dialect()

  /// The vendor's API reference: renders are told nested, heartbeats are typed, anonymous tokens
  /// may do everything, attribution is unknown.
  public static let apiReference = Dialect {
    $0.renderBody = .nested
    $0.heartbeat = .typed
    $0.limits = .hourly
    $0.anonScopes = .all
    $0.attribution = .off
    $0.claimToken = .notFound
  }

  /// The vendor's Chinese skill of March 2026: explicit user ids, flat renders, no extras.
  public static let zh2026March = Dialect {
    $0.heartbeat = .empty
    $0.renderSubmit = .follow
    $0.strictUserID = .on
    $0.anonScopes = .all
    $0.attribution = .off
    $0.uploadExtras = .off
    $0.videoInfosGenerated = .off
    $0.claimToken = .notFound
  }

  /// A stock ADK server, google-adk 2.13, behind the vendor's endpoints (`adk-wire.md`).
  public static let adk = Dialect {
    $0.frames = .adk
    $0.heartbeat = .none
    $0.errors = .fastapiDetail
    $0.streamError = .detailed
    $0.strictUserID = .on
    $0.messageKeys = .both
    $0.onDisconnect = .cancel
  }

  /// Everything odd at once. A client that follows the contract comes through it all the same.
  public static let hostile = Dialect {
    $0.signInFields = .minimal
    $0.tokenTTL = .never
    $0.limits = .hourly
    $0.attribution = .strict
    $0.costs = .small
    $0.balanceTotal = .none
    $0.claimToken = .notFound
    $0.envelope = .bare
    $0.errors = .envelope200
    $0.sessionUserID = .bindID
    $0.stateFields = .seedMinimal
    $0.videoInfosGenerated = .off
    $0.frames = .mixed
    $0.heartbeat = .every
    $0.doneFrame = .on
    $0.streamError = .unescaped
    $0.tailNoise = .on
    $0.onDisconnect = .cancel
    $0.stageTwo = .afterClose
    $0.uploadKey = .url
    $0.uploadExtras = .off
    $0.draftStart = .sequential
    $0.draftText = .title
    $0.draftSource = .mount
    $0.renderBody = .both
    $0.renderSubmit = .code
    $0.duplicateRender = .idempotent
    $0.download = .json
  }

  /// A dialect with a name.
  public struct Preset: Sendable, Hashable {
    /// What a command line calls it.
    public var name: String
    /// What it stands for, in a phrase.
    public var summary: String
    public var dialect: Dialect
  }

  /// All of them, the default first.
  public static let presets = [
    Preset(name: "seed", summary: "the defaults of section 19", dialect: .seed),
    Preset(name: "apiReference", summary: "the vendor's API reference", dialect: .apiReference),
    Preset(
      name: "zh2026_03", summary: "the vendor's Chinese skill of March 2026",
      dialect: .zh2026March),
    Preset(name: "adk", summary: "a stock ADK server behind the endpoints", dialect: .adk),
    Preset(name: "hostile", summary: "everything odd at once", dialect: .hostile),
  ]

  /// The preset of that name; nil when there is none.
  public static func preset(named name: String) -> Dialect? {
    presets.first { $0.name == name }?.dialect
  }

  private init(_ change: (inout Dialect) -> Void) {
    self.init()
    change(&self)
  }
}
