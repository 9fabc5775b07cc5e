import NemoClient

// What the user types.
extension ChatMachine {
  private static let yes: Set<String> = [
    "", "y", "yes", "ok", "okay", "sure", "好", "好的", "是", "是的", "可以", "行",
  ]
  private static let no: Set<String> = ["n", "no", "nope", "不", "不用", "不要", "否", "算了"]

  mutating func receive(line: String) {
    hasAskedToLeave = false
    let text = line.trimmingSpace
    guard !isSecret(text) else { return act(.complain(wording.looksLikeSecret)) }
    let offer = self.offer
    self.offer = nil
    if let offer, answers(offer, text) { return }
    guard !text.isEmpty else { return }
    let chosen = step(text) ?? text
    echo(chosen)
    steps = []
    perform(chosen)
  }

  /// Access tokens have no business in a message (promise 3).
  private func isSecret(_ text: String) -> Bool {
    text.contains("nmv_usr_") || text.contains("clm_")
  }

  private mutating func echo(_ text: String) {
    say("")
    say("> " + text, .strong)
  }

  private func step(_ text: String) -> String? {
    guard let number = Int(text), steps.indices.contains(number - 1) else { return nil }
    return steps[number - 1]
  }

  // MARK: Offers

  /// Whether the line was the answer to the offer.
  private mutating func answers(_ offer: Offer, _ text: String) -> Bool {
    if Self.no.contains(text.lowercased()) { return true }
    guard Self.yes.contains(text.lowercased()) else { return false }
    switch offer {
    case .request(let request):
      if case .message(let text) = request { echo(text) }
      enqueue([request], of: text)
    case .goOn:
      queue += held
      held = []
      startNext()
    }
    return true
  }

  // MARK: Lines

  private mutating func perform(_ text: String) {
    let requests = ChatReading.requests(text, look: settings.look)
    listenToLanguage(of: text, requests)
    for case .upload(.file(let path)) in requests {
      if let problem = settings.look.problem(path) { return refuse(requests, problem) }
    }
    guard requests.count == 1, let request = requests.first, !answersAtOnce(request) else {
      if requests.count > 1 { accept(requests, text) }
      return
    }
    accept(requests, text)
  }

  /// A path says nothing about its user's language.
  private mutating func listenToLanguage(of text: String, _ requests: [ChatRequest]) {
    if text.hasPrefix("/") { return }
    let hasWords = requests.contains { request in
      if case .upload = request { false } else { true }
    }
    guard hasWords else { return }
    var spoken = text
    for case .message(let message) in requests { spoken = message }
    wording.language = Language(of: spoken)
  }

  private mutating func refuse(_ requests: [ChatRequest], _ problem: NemoError) {
    fail(.nemo(problem))
    // In its place the next file that is dropped would only make a longer wrong name.
    guard settings.isInteractive, requests.contains(where: \.isMessage) else { return }
    say(wording.lineIsKept, .dim)
  }

  /// What needs no queue.
  private mutating func answersAtOnce(_ request: ChatRequest) -> Bool {
    switch request {
    case .help: say(wording.help)
    case .uploadWhat: say(wording.uploadHint)
    case .showQueue: say(wording.queued(waitingNames))
    case .clearQueue:
      say(wording.cleared(queue.count + held.count))
      (queue, held) = ([], [])
    case .leave: leave()
    case .credits: answer(.credits)
    case .status: answer(.status)
    case .browse: answer(.browse)
    default: return false
    }
    return true
  }

  /// In between, or, when nothing else is being done, as a job that can be waited for.
  private mutating func answer(_ question: ChatJob) {
    if job == nil { begin(question) } else { ask(question) }
  }

  private mutating func accept(_ requests: [ChatRequest], _ text: String) {
    guard let place = requests.firstIndex(where: \.isMessage),
      case .message(let message) = requests[place], let advice = ClientAdvice.of(message)
    else { return enqueue(requests, of: text) }
    say(advice.text(in: wording.language))
    guard advice.isInsteadOfSending else { return enqueue(requests, of: text) }
    // What follows the message was meant for its result.
    let rest = Array(requests[..<place])
    guard advice.topic == .vague else { return enqueue(rest, of: text) }
    guard settings.isInteractive else { return enqueue(requests, of: text) }
    if !rest.isEmpty { enqueue(rest, of: text) }
    say(wording.sendAnyway, .dim)
    offer = .request(.message(message))
  }

  // MARK: Starting

  mutating func start(_ request: ChatRequest) {
    switch request {
    case .upload(let source):
      act(.progress(wording.uploading(source.name), 0))
      begin(.upload(source))
    case .message(let text):
      suggestions = []
      act(.busy(wording.working))
      begin(.send(text))
    case .export(let path): startExport(path)
    case .subtitles(let path): startSubtitles(path)
    case .credits: begin(.credits)
    case .status: begin(.status)
    case .browse: begin(.browse)
    default: startNext()
    }
  }

  private mutating func startExport(_ path: String?) {
    guard let path = output(path, extension: "mp4", mark: "-edited") else { return startNext() }
    act(.progress(wording.rendering, 0))
    begin(.export(path))
  }

  private mutating func startSubtitles(_ path: String?) {
    let isVTT = jobLine.text.lowercased().contains("vtt")
    guard let path = output(path, extension: isVTT ? "vtt" : "srt", mark: "") else {
      return startNext()
    }
    begin(.subtitles(path))
  }

  /// Where to write; nil when it would destroy an upload. What stands there and is not of this
  /// conversation is never replaced, but for a script, which names what it means.
  private mutating func output(_ given: String?, extension suffix: String, mark: String) -> String?
  {
    let look = settings.look
    let isTaken: (String) -> Bool = { look.isFile($0) || look.isFolder($0) }
    guard let given else {
      return FreeName.proposed(
        for: uploads.first, extension: suffix, mark: mark, in: nil, isTaken: isTaken)
    }
    var path = look.expanded(given)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    if look.isFolder(path) || given.hasSuffix("/") {
      return FreeName.proposed(
        for: uploads.first, extension: suffix, mark: mark, in: path, isTaken: isTaken)
    }
    if uploadedPaths.contains(where: { look.isSame($0, path) }) {
      fail(.other(wording.wouldReplaceUpload(given), ExitTable.usage))
      return nil
    }
    guard settings.isInteractive, isTaken(path), !written.contains(path) else { return path }
    let free = FreeName.free(path, isTaken: isTaken)
    say(wording.taken(path, instead: free))
    return free
  }
}
