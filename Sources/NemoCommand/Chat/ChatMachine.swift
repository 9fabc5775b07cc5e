import NemoClient

/// The conversation without its terminal, its clock and its backend: what the user does and what
/// becomes of the work goes in, what is to be said and done comes out.
///
/// One job at a time; messages wait in a queue. Credits and status are answered in between.
struct ChatMachine: Sendable {
  struct Settings: Sendable {
    /// Whether a person sits there, who can be asked. Else lines come from a pipe, each only after
    /// the one before is done, and an error ends the conversation.
    var isInteractive: Bool
    /// Until the first message tells.
    var language: Language
    var look: FileLook
  }

  /// A request in the queue, with the line that it comes from.
  struct Waiting: Sendable, Hashable {
    var request: ChatRequest
    var line: Int
    var text: String
    /// Whether other work came between it and its line.
    var isLate = false
  }

  /// What a key accepts.
  enum Offer: Sendable, Hashable {
    case request(ChatRequest)
    /// The queue goes on after a failure.
    case goOn
  }

  /// More messages don't wait.
  static let maximumQueue = 100

  let settings: Settings
  var wording: ChatWording
  /// What is being done; nil when the user is waited for.
  private(set) var job: ChatJob?
  var jobLine = Waiting(request: .help, line: 0, text: "")
  var queue: [Waiting] = []
  /// What waited when something failed: it goes out only when the user wants it.
  var held: [Waiting] = []
  var offer: Offer?
  /// What a digit chooses.
  var steps: [String] = []
  /// A cancelled turn may still run.
  var isUnsettled = false
  /// Whether the user wants no more of the job.
  var isCancelling = false
  /// What the backend suggested in this turn.
  var suggestions: [SuggestedAction] = []
  /// Names of uploads, the first of which names the export.
  var uploads: [String] = []
  var uploadedPaths: [String] = []
  /// Paths that this conversation has written, and may write again.
  var written: Set<String> = []
  var hasAskedToLeave = false
  /// What the conversation ends with.
  var exitCode: Int32 = 0
  private(set) var hasLeft = false
  private var lineCount = 0
  private var actions: [ChatAction] = []

  init(_ settings: Settings) {
    self.settings = settings
    wording = ChatWording(language: settings.language)
  }

  /// Whether there is nothing to do but wait for the user.
  var isIdle: Bool { job == nil && queue.isEmpty }

  mutating func receive(_ event: ChatEvent) -> [ChatAction] {
    switch event {
    case .opened(let state): opened(state)
    case .line(let line): receive(line: line)
    case .interrupted(let wasEmpty): interrupted(wasEmpty)
    case .endOfInput: leave()
    case .terminated(let signal):
      // As a shell reports it.
      leave(with: 128 + signal)
    case .turn(let event): receive(event)
    case .uploading(let progress): receive(progress)
    case .exporting(let progress): receive(progress)
    case .finished(let job, let result): finished(job, result)
    }
    defer { actions = [] }
    return actions
  }

  // MARK: Saying

  mutating func act(_ action: ChatAction) { actions.append(action) }

  mutating func say(_ text: String, _ style: Console.Style = .plain) { act(.say(text, style)) }

  mutating func report(_ event: String, _ pairs: KeyValuePairs<String, JSONText> = [:]) {
    act(.report(ChatReport.line(event, pairs)))
  }

  // MARK: Jobs

  mutating func begin(_ job: ChatJob) {
    guard !hasLeft else { return }
    self.job = job
    isCancelling = false
    act(.begin(job))
  }

  /// What is only read may be done beside the job.
  mutating func ask(_ question: ChatJob) { act(.begin(question)) }

  /// The job is over.
  mutating func clearJob() { job = nil }

  /// Puts requests at the end of the queue, and starts with them when nothing else is being done.
  mutating func enqueue(_ requests: [ChatRequest], of text: String) {
    guard queue.count + held.count + requests.count <= Self.maximumQueue else {
      return act(.complain(wording.queueIsFull))
    }
    lineCount += 1
    let isLate = job != nil
    queue += requests.map {
      Waiting(request: $0, line: lineCount, text: text, isLate: isLate)
    }
    guard job == nil else {
      return say(wording.queued(waitingNames), .dim)
    }
    startNext()
  }

  /// After a failure nothing goes out that may cost credits, unless the user wants it.
  mutating func holdQueue() {
    held = queue + held
    queue = []
  }

  private mutating func offerToGoOn() {
    guard !held.isEmpty, offer == nil, settings.isInteractive else { return }
    say(wording.offerToGoOn(held.count), .dim)
    offer = .goOn
  }

  var waitingNames: [String] { (queue + held).map { wording.name(of: $0.request) } }

  /// Starts what waits longest. A message goes out only when it is known what became of the one
  /// before.
  mutating func startNext() {
    guard job == nil, !hasLeft else { return }
    guard let next = queue.first else { return offerToGoOn() }
    if case .message = next.request, isUnsettled {
      act(.busy(wording.settling))
      return begin(.settle)
    }
    jobLine = queue.removeFirst()
    if jobLine.isLate { say("▸ " + wording.name(of: next.request), .dim) }
    start(next.request)
  }

  // MARK: Ends

  private mutating func opened(_ state: SessionState?) {
    report("ready")
    guard let state else {
      return say(wording.ready(isInteractive: settings.isInteractive), .dim)
    }
    uploads = state.media.map(\.filename)
    say(wording.continued, .dim)
    tell(state)
  }

  private mutating func interrupted(_ wasEmpty: Bool) {
    guard wasEmpty else { return hasAskedToLeave = false }
    guard job == nil else {
      isCancelling = true
      return act(.cancel)
    }
    if hasAskedToLeave || !settings.isInteractive { return leave() }
    hasAskedToLeave = true
    say(wording.leaveHint, .dim)
  }

  /// Leaves now; what waits is not sent.
  ///
  /// - Parameter code: the exit code; else that of the last failure, but for a person, who saw it.
  mutating func leave(with code: Int32? = nil) {
    guard !hasLeft else { return }
    let count = queue.count + held.count
    if count > 0 { say(wording.unsent(count), .dim) }
    (queue, held) = ([], [])
    switch job {
    case .send, .settle: say(wording.editGoesOn, .dim)
    case .export: say(wording.stoppedExport, .dim)
    default: if isUnsettled { say(wording.editGoesOn, .dim) }
    }
    if settings.isInteractive { say(wording.goodbye, .dim) }
    let code = code ?? (settings.isInteractive ? 0 : exitCode)
    report("ended", ["exitCode": .number(Int(code))])
    hasLeft = true
    act(.leave(code))
  }
}
