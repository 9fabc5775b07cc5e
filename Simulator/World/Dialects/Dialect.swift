/// How this backend speaks where the public sources disagree: contract section 19.
///
/// Every property is a switch that has an effect on the wire; ``DialectSwitch/all`` lists them for
/// people. The default of each is the seed's, in bold type in that section.
public struct Dialect: Sendable, Hashable {
  // Accounts and credits
  public var signInFields = SignInFields.full
  public var tokenTTL = TokenTTL.week
  public var limits = Limits.weekly
  public var repeatSignIn = RepeatSignIn.refuse
  public var anonScopes = AnonScopes.rwu
  public var attribution = Attribution.export402
  public var plan = PlanRule.skillExportFree
  public var costs = Costs.vendor
  public var balanceTotal = BalanceTotal.sum
  public var claimToken = ClaimToken.on
  /// Refuses bearers that this world did not issue. The simulator's own.
  public var strictTokens = false

  // Answers
  public var envelope = Envelope.code
  public var errors = Errors.mixed
  public var sessionUserID = SessionUserID.on
  public var stateFields = StateFields.full
  public var videoInfosGenerated = VideoInfosGenerated.on

  // Messages and their streams
  public var frames = Frames.typed
  public var heartbeat = Heartbeat.alternate
  public var doneFrame = DoneFrame.off
  public var streamError = StreamError.bare
  public var tailNoise = TailNoise.off
  public var strictUserID = StrictUserID.off
  public var messageKeys = MessageKeys.snake
  public var onDisconnect = OnDisconnect.continue
  public var concurrentTurn = ConcurrentTurn.run
  public var stages = Stages.two
  public var stageTwo = StageTwo.sameStream
  /// How many edits of a hundred end without text, 0...100: "about 30%" (section 7.6).
  public var silentEditPercent = 30

  // Uploads, drafts and renders
  public var uploadKey = UploadKey.files
  public var uploadExtras = UploadExtras.on
  /// Row 31; whether MB means 10^6 or 2^20 is unstated, the larger is assumed.
  public var sizeCapBytes = 500 << 20
  public var draftStart = DraftStart.explicit
  public var draftText = DraftText.text
  public var draftSource = DraftSource.cdn
  public var renderBody = RenderBody.flat
  public var renderSubmit = RenderSubmit.nested
  public var duplicateRender = DuplicateRender.error
  public var download = Download.bytes

  /// As ``seed``.
  public init() {}
}
