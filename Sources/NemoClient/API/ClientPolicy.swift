/// The numbers that the client keeps to. The defaults are the vendor's (contract sections 12.3, 12.4,
/// 16 and 17) unless a comment says "assumed".
public struct ClientPolicy: Sendable, Hashable {
  // MARK: Requests

  /// The pause after an answer 429; it is made once per request (section 6.2).
  public var rateLimitPause: Duration = .seconds(30)
  /// The pauses before a request is repeated that never left this machine, or that only reads.
  /// Their count is the limit of repetitions. Assumed.
  public var repeatPauses: [Duration] = [.seconds(1), .seconds(3)]
  /// The longest silence of the wire in a short exchange, an upload or a download. Assumed.
  public var wireIdleLimit: Duration = .seconds(60)
  /// The longest time of a short exchange. Assumed.
  public var exchangeLimit: Duration = .seconds(120)
  /// The longest time of an upload or a download. Assumed.
  public var transferLimit: Duration = .seconds(3_600)
  /// The largest answer, in bytes, of anything but a stream or a file. Assumed.
  public var largestAnswer = 64 << 20
  /// How many redirects of a GET are followed. Assumed.
  public var redirectLimit = 5

  // MARK: Turns

  /// The longest time of a message stream (section 16.2).
  public var streamLimit: Duration = .seconds(900)
  /// The longest time without anything but heartbeats; silence is no better (section 16.2).
  public var heartbeatOnlyLimit: Duration = .seconds(600)
  /// How often the user hears that work goes on (section 16.2).
  public var noticeInterval: Duration = .seconds(120)
  /// How long a stream that said it is done may stay open (section 7.6). Assumed.
  public var closeGrace: Duration = .seconds(10)
  /// How often state is read after a stream that closed without text. Assumed.
  public var silentReads = 3
  /// The pause between those reads (section 16.1, a variant).
  public var silentPause: Duration = .seconds(3)

  // MARK: Recovery (section 16.1)

  /// The pause before the first read of state after a lost stream.
  public var firstRecoveryPause: Duration = .seconds(30)
  /// The pause before every further read.
  public var recoveryPause: Duration = .seconds(60)
  /// So many unchanged reads are a failure.
  public var recoveryReads = 5
  /// How long a lost edit is watched when every read can be made.
  var recoveryTime: Duration { firstRecoveryPause + recoveryPause * (recoveryReads - 1) }
  /// So many reads that failed are a failure too. Assumed.
  public var failedRecoveryReads = 5

  // MARK: Upload (section 17)

  /// The largest file in bytes. The documents say 500 MB and not which megabyte, so that the
  /// larger one is taken: the backend has the last word.
  public var largestUpload = 500 << 20

  // MARK: Export (sections 12.3 and 12.4)

  /// The pause between two polls of a render, and before the first.
  public var renderPollInterval: Duration = .seconds(30)
  /// How often one render is polled.
  public var renderPolls = 10
  /// How many renders are submitted: the first, and one more after a failure.
  public var renderSubmissions = 2
  /// How often a rendered file is fetched: from its URL and through the API, and after another poll
  /// for a fresh URL once more. Assumed.
  public var deliveries = 2
  /// How often a download is resumed after a cut. Assumed.
  public var downloadResumes = 4
  /// The pause before that. Assumed.
  public var downloadPause: Duration = .seconds(1)

  /// The vendor's numbers.
  public init() {}

  /// The vendor's numbers.
  public static let vendor = ClientPolicy()
}
