/// What a message asks of the simulator itself, beside what it asks of the agent.
struct Wishes: Sendable, Hashable {
  /// Always or never end without text; nil leaves it to chance.
  var silence: Bool?
  /// Break the stream off while the run goes on.
  var cutsStream = false
  /// Let the run fail inside its stream.
  var failsRun = false
  /// Let the account's anonymous token expire once the message is accepted.
  var expiresToken = false
  /// Refuse the message for a while.
  var isRefusedAsBusy = false
  /// What becomes of the session's next renders.
  var renders: [RenderWish] = []

  /// What is to become of one render.
  enum RenderWish: String, Sendable, Hashable, Codable { case fails, isBlocked }

  init() {}

  /// Takes the words that are meant for the simulator out of a message.
  init(takenFrom message: inout String) {
    // Most messages have none, and a message may be long.
    guard message.range(ofWords: MagicValues.prefix) != nil else { return }
    var count = 0
    func take(_ words: String) -> Bool {
      count = message.removeAll(ofWords: words)
      return count > 0
    }
    if take(MagicValues.silent) { silence = true }
    if take(MagicValues.talkative) { silence = false }
    if take(MagicValues.cut) { cutsStream = true }
    if take(MagicValues.failedRun) { failsRun = true }
    if take(MagicValues.expiredToken) { expiresToken = true }
    if take(MagicValues.busy) { isRefusedAsBusy = true }
    if take(MagicValues.blockedExport) { renders += Array(repeating: .isBlocked, count: count) }
    if take(MagicValues.failedRender) { renders += Array(repeating: .fails, count: count) }
  }
}

extension String {
  /// Where the words stand, in any case. They are in lower case.
  func range(ofWords words: String) -> Range<String.Index>? {
    for start in indices {
      guard let end = index(start, offsetBy: words.count, limitedBy: endIndex) else { return nil }
      if self[start..<end].lowercased() == words { return start..<end }
    }
    return nil
  }

  /// How often the words were there.
  fileprivate mutating func removeAll(ofWords words: String) -> Int {
    var count = 0
    while let range = range(ofWords: words) {
      removeSubrange(range)
      count += 1
    }
    return count
  }
}
