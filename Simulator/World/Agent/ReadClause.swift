/// A clause with its topic, its verbs and its figures.
struct ReadClause {
  private(set) var clause: Clause
  let verbs: Verbs
  private(set) var topic: Topic?
  private(set) var measures: Measures

  /// What a clause asks to do; one without a verb has those of the clause before it.
  struct Verbs: OptionSet, Sendable {
    var rawValue: Int
    static let remove = Verbs(rawValue: 1)
    static let change = Verbs(rawValue: 2)
    static let add = Verbs(rawValue: 4)
    static let cut = Verbs(rawValue: 8)
    static let keep = Verbs(rawValue: 16)
    /// What it names stays as it is.
    static let hold = Verbs(rawValue: 32)
    /// It is an unwanted thing that goes, if it is there.
    static let refuse = Verbs(rawValue: 64)
    /// Nothing of what it names is to be done.
    static let spare = Verbs(rawValue: 128)
  }

  init(_ clause: Clause, verbs: Verbs? = nil) {
    self.clause = clause
    self.verbs = verbs ?? Self.verbs(of: clause)
    measures = Measures(clause)
    topic = Self.topic(of: clause, self.verbs, measures)
  }

  /// Takes in words that belong to it; its topic stays.
  mutating func append(_ other: Clause, as place: Clause.Place = .within) {
    let topic = topic
    clause.append(other, as: place)
    self = ReadClause(clause, verbs: verbs)
    self.topic = topic
  }

  static func verbs(of clause: Clause) -> Verbs {
    switch Negation(clause) {
    case .spares: return .spare
    case .refuses: return [.remove, .refuse]
    case nil: break
    }
    if clause.has("unchanged", "as it is", "as is", "不变") { return .hold }
    var verbs: Verbs = []
    if clause.hasAny(Vocabulary.removing) { verbs.insert(.remove) }
    if clause.hasAny(Vocabulary.changing) { verbs.insert(.change) }
    if clause.hasAny(Vocabulary.adding) { verbs.insert(.add) }
    if clause.hasAny(Vocabulary.cutting) { verbs.insert(.cut) }
    if clause.hasAny(Vocabulary.keeping) { verbs.insert(.keep) }
    if clause.hasAny(Vocabulary.holding) { verbs.insert(.hold) }
    return verbs
  }

  // MARK: The topic

  private static func topic(of clause: Clause, _ verbs: Verbs, _ measures: Measures) -> Topic? {
    if clause.hasAny(Vocabulary.impossible) { return nil }
    if isGeneration(clause, verbs) { return .generate }
    let isTrim = isTrim(clause, verbs, measures)
    for (topic, words) in Vocabulary.topics where clause.hasAny(words) {
      // 裁剪 is both to crop and to cut.
      if topic == .crop, isTrim, measures.ratio == nil { continue }
      return topic
    }
    if measures.ratio != nil { return .crop }
    if measures.numbers.contains(where: { $0.unit == .times }) || clause.has("twice") {
      return .speed
    }
    return isTrim ? .trim : nil
  }

  private static func isTrim(_ clause: Clause, _ verbs: Verbs, _ measures: Measures) -> Bool {
    guard !measures.times.isEmpty else { return false }
    let hasUnit = measures.range != nil || measures.times.contains { $0.unit != nil }
    if !verbs.isDisjoint(with: [.cut, .keep]) { return true }
    return hasUnit && !verbs.isDisjoint(with: [.remove, .change])
  }

  /// "generate a video of …", but neither "create a title for the video" nor "make the video …".
  private static func isGeneration(_ clause: Clause, _ verbs: Verbs) -> Bool {
    guard verbs.isDisjoint(with: [.remove, .spare]),
      let verb = Vocabulary.generating.compactMap({ clause.position(of: $0) }).min(),
      !clause.has(
        "the video", "this video", "my video", "the clip", "this clip", "version", "这个视频",
        "这段视频", "我的视频", "版本")
    else { return false }
    func first(_ words: [String]) -> Int? {
      words.compactMap { clause.position(of: $0) }.filter { $0 > verb }.min()
    }
    let others = Vocabulary.topics.filter { $0.topic.target != nil }.flatMap(\.words)
    let isStrong = clause.has("generate", "create", "produce", "生成", "制作")
    switch (first(Vocabulary.footage), first(others)) {
    case (let footage?, let other?): return footage < other
    case (.some, nil): return true
    case (nil, .some): return false
    case (nil, nil): return isStrong
    }
  }
}
