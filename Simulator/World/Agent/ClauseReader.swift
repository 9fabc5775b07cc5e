/// Turns clauses into edits, one after the other.
struct ClauseReader {
  var session: Session
  var language: Language
  var message: String
  private(set) var edits: [Edit] = []
  private(set) var isGeneration = false
  /// What could not be done, in sentences.
  private(set) var notes: [String] = []
  /// Why nothing is to be done.
  private(set) var refusal: String?

  /// Contract section 17: longer requests are to be split (documented by one listing).
  static let longestClipSeconds = 60.0

  init(session: Session, language: Language, message: String) {
    self.session = session
    self.language = language
    self.message = message
  }

  mutating func read(_ read: ReadClause, ids: inout IdentifierSource) {
    let clause = read.clause
    guard !read.verbs.contains(.spare), !holds(read) else {
      refusal = refusal ?? Wording.leftAlone(language)
      return
    }
    if let target = read.topic?.target, read.verbs.contains(.remove) {
      return remove(target, isRefused: read.verbs.contains(.refuse))
    }
    guard !read.verbs.contains(.refuse) else { return }
    switch read.topic {
    case .generate: generate(read, ids: &ids)
    case .append: appendClips()
    case .pauses: edits.append(pauses(clause))
    case .highlights: edits.append(.highlightClicks)
    case .captions: edits.append(.addCaptions(text: clause.quotes.first))
    case .title: edits.append(title(read))
    case .voice: voice(read)
    case .music: music(read)
    case .volume:
      let target = volumes(read).target
      setVolume(volumes(read).volume(of: target), of: target)
    case .transition: addTransition(clause)
    case .speed: speed(read)
    case .crop: crop(read)
    case .trim: if let trim = TrimReader(read).trim { edits.append(.trim(trim)) }
    case nil: break
    }
  }

  /// "keep the title" asks for nothing, unless it says how.
  private func holds(_ read: ReadClause) -> Bool {
    guard read.verbs.contains(.hold), read.verbs.isDisjoint(with: [.add, .change, .remove]) else {
      return false
    }
    switch read.topic {
    case .generate, .trim, nil: return false
    case .crop: return read.measures.ratio == nil
    case .music, .voice, .volume: return read.measures.percentage == nil
    default: return true
    }
  }

  /// What is not wanted and is not there needs no word, unless nothing else is asked for.
  private mutating func remove(_ target: Edit.Target, isRefused: Bool) {
    let draft = session.freshUpload == nil ? session.plannedDraft : nil
    let isThere = draft?.has(target) == true || edits.contains { $0.target == target }
    guard isThere || !isRefused else {
      refusal = refusal ?? Wording.sentence(.missing(target), language)
      return
    }
    edits.append(.remove(target))
  }

  // MARK: Pictures

  private func pauses(_ clause: Clause) -> Edit {
    let start = clause.has("start", "beginning", "front", "opening", "lead", "开头", "片头", "首", "前")
    let end = clause.has("end", "ending", "tail", "trailing", "结尾", "末尾", "片尾", "尾", "后")
    let both = start == end || clause.has("both", "两端", "两头")
    return .trimPauses(start: both || start, end: both || end)
  }

  private mutating func crop(_ read: ReadClause) {
    let clause = read.clause
    if let ratio = read.measures.ratio {
      edits.append(.crop(width: ratio.width, height: ratio.height))
    } else if clause.has("vertical", "portrait", "竖") {
      edits.append(.crop(width: 9, height: 16))
    } else if clause.has("square", "方形", "正方") {
      edits.append(.crop(width: 1, height: 1))
    } else if clause.has("landscape", "widescreen", "横") {
      edits.append(.crop(width: 16, height: 9))
    }
  }

  private mutating func speed(_ read: ReadClause) {
    let reader = SpeedReader(read)
    guard !reader.isPartial else {
      notes.append(Wording.wholeSpeedOnly(language))
      return
    }
    edits.append(reader.edit)
  }

  /// Nothing here fades a picture out, so that is said and not done.
  private mutating func addTransition(_ clause: Clause) {
    if clause.has("fade out", "fade-out", "fadeout", "fade it out", "to black", "淡出") {
      notes.append(Wording.noFadeOut(language))
      guard clause.has("fade in", "fade-in", "淡入") else { return }
    }
    edits.append(.addTransition(transition(clause)))
  }

  private func transition(_ clause: Clause) -> RenderSpec.Transition.Kind {
    Vocabulary.transitions.first { clause.has($0.word) }?.kind ?? .fade
  }

  /// Puts the session's other videos after the draft's.
  private mutating func appendClips() {
    let shown = session.plannedDraft?.clips.map(\.asset) ?? []
    let pictures = session.assets.filter { $0.isPicture && !shown.contains($0) }
    // Without a draft, the first of them starts it.
    let rest = shown.isEmpty ? pictures.dropFirst() : pictures[...]
    if shown.isEmpty, let first = pictures.first, !rest.isEmpty {
      edits.append(.show(first, title: Naming.title(of: first, session)))
    }
    edits += rest.map { .append($0) }
  }

  private mutating func generate(_ read: ReadClause, ids: inout IdentifierSource) {
    let length = read.measures.times.first { $0.unit == .seconds || $0.unit == .minutes }
    let seconds = length.map { Double($0.milliseconds) / 1_000 } ?? 5
    guard seconds <= Self.longestClipSeconds else {
      notes.append(Wording.tooLong(language))
      return
    }
    let subject = Naming.subject(of: read.clause, language)
    let isTall =
      read.measures.ratio.map { $0.width < $0.height } ?? read.clause.has("vertical", "竖")
    let probe = MediaProbe(
      kind: .video, durationSeconds: max(1, seconds), width: isTall ? 1_080 : 1_920,
      height: isTall ? 1_920 : 1_080, framesPerSecond: 30)
    let clip = Asset(
      origin: .generated(id: ids.asset()), filename: subject + ".mp4", kind: .video, probe: probe)
    isGeneration = true
    edits.append(.generate(clip, title: subject))
    // Section 8: the server adds music and a title by itself, asked or not.
    edits.append(.addMusic(style: Vocabulary.defaultStyle, volume: nil))
    edits.append(.addTitle(text: Naming.capitalized(subject), Edit.TextStyle()))
  }

  // MARK: Texts

  private func title(_ read: ReadClause) -> Edit {
    let reader = TitleReader(read)
    let text = reader.text
    let isChange = read.verbs.contains(.change) && !read.verbs.contains(.add)
    if isChange, hasTitle || text == nil { return .restyleTitle(text: text, reader.style) }
    return .addTitle(text: text ?? derivedTitle, reader.style)
  }

  private var hasTitle: Bool {
    let isAdded = edits.contains { edit in
      if case .addTitle = edit { true } else { false }
    }
    return isAdded || !(session.plannedDraft?.titles.isEmpty ?? true)
  }

  private var derivedTitle: String {
    let asset =
      session.asset(namedIn: message) ?? session.freshUpload
      ?? session.plannedDraft?.clips.first?.asset ?? session.newestPicture
    return asset.map { Naming.title(of: $0, session) } ?? session.taskName
  }

  // MARK: Sounds

  private func volumes(_ read: ReadClause) -> VolumeReader {
    VolumeReader(read, of: session.plannedDraft)
  }

  /// A volume without a figure and without a direction is asked back.
  private mutating func setVolume(_ volume: Double?, of target: Edit.Target) {
    guard let volume else {
      notes.append(Wording.howLoud(language))
      return
    }
    edits.append(.setVolume(target, volume))
  }

  private mutating func voice(_ read: ReadClause) {
    let volumes = volumes(read)
    let volume = volumes.volume(of: .voice)
    let hasVoice = session.plannedDraft?.voices.isEmpty == false
    let isAdded = read.verbs.contains(.add) && volumes.direction == nil
    if volumes.isAsked && !isAdded || volume != nil && hasVoice {
      return setVolume(volume, of: .voice)
    }
    let text = read.clause.quotes.first ?? Naming.named(in: read.clause)
    var spoken = text.map(Language.init) ?? language
    if text == nil, read.clause.has("chinese", "mandarin", "中文") { spoken = .chinese }
    if text == nil, read.clause.has("english", "英文", "英语") { spoken = .english }
    edits.append(.addVoice(text: text, language: spoken))
  }

  private mutating func music(_ read: ReadClause) {
    let clause = read.clause
    let volumes = volumes(read)
    let volume = volumes.volume(of: .music)
    let style = Vocabulary.styles.first { clause.has($0.word) }?.style
    if let song = song(in: clause) { return edits.append(.addSong(song, volume: volume)) }
    if hasMusicOnly(toFade: read) { return notes.append(Wording.noFadeOut(language)) }
    // 加大 makes louder and adds nothing; "softer" is no style when there is music.
    let isAdded = read.verbs.contains(.add) && !clause.has("加大", "增加音乐音量", "放大", "放小")
    let hasMusic = session.plannedDraft?.music.isEmpty == false
    let isLevel = volumes.isAsked || volume != nil && (hasMusic || read.verbs.contains(.change))
    if !isAdded, isLevel, style == nil || volumes.direction != nil && hasMusic {
      return setVolume(volume, of: .music)
    }
    edits.append(.addMusic(style: style ?? Vocabulary.defaultStyle, volume: volume))
  }

  /// "fade out the music" asks for no new music.
  private func hasMusicOnly(toFade read: ReadClause) -> Bool {
    session.plannedDraft?.music.isEmpty == false && !read.verbs.contains(.add)
      && read.clause.has("fade", "淡出")
  }

  private func song(in clause: Clause) -> Asset? {
    let named = session.asset(namedIn: message).flatMap { $0.kind == .audio ? $0 : nil }
    if clause.text.contains(Clause.fileMask), let named { return named }
    guard clause.has("my ", "uploaded", "上传") else { return nil }
    return session.assets.last { $0.kind == .audio }
  }
}
