/// Takes secrets out of everything before it is stored, and ids with them.
///
/// It knows values by their shape (`nmv_usr_…`, `clm_…`), by their key (`"token": …`, `?token=…`)
/// and, once seen, by themselves, in the forms of ``SecretForms``. Each is replaced by a pseudonym
/// of the same length, so that nothing else moves.
struct Redactor: Sendable {
  /// How much of a value that has not ended yet a stream holds back, in bytes.
  static let windowBytes = 4 << 10
  /// How many values one recording may know.
  static let valueLimit = 50_000

  private var pseudonyms = Pseudonyms()
  private var known: Set<[UInt8]> = []
  private var credentials: Set<[UInt8]> = []
  private var forms = FormIndex()
  private var asked = AskedWords()

  // MARK: Learning

  /// Learns a value that was met in a header such as `Authorization`. Pieces of it count as well.
  ///
  /// Of a short one there is nothing to learn: only its own key tells that it is one.
  mutating func learn(credential value: String) throws {
    let bytes = Array(value.utf8)
    guard bytes.count >= SecretForms.shortestAnywhere, credentials.insert(bytes).inserted else {
      return
    }
    let kind = ValueKind.shaped(bytes)
    let pseudonym = try replacement(of: bytes, kind)
    guard pseudonym != bytes else { return }
    insertForms(of: bytes, pseudonym, kind, inPieces: true)
  }

  /// Learns the ids of renders that the client has chosen.
  mutating func learnClientIDs(of request: Exchange.Request, backend: String) throws {
    let target = RequestTarget(request.url, backend: backend)
    for id in RequestForm.clientIDs(request, target) {
      _ = try replacement(of: Array(id.utf8), .render)
    }
  }

  /// Takes note of what a client asks, before it is redacted: an id that no answer gave so far
  /// stays as it is.
  mutating func hear(url: String) { asked.add(url.utf8) }

  mutating func hear(_ body: BodyContent) {
    switch body {
    case .bytes(let bytes): asked.add(bytes)
    case .form(let parts): for part in parts { asked.add((part.text ?? "").utf8) }
    case .stored, .omitted: break
    }
  }

  /// The pseudonym for a value; the value itself where it may stay.
  mutating func replacement(of value: [UInt8], _ kind: ValueKind) throws -> [UInt8] {
    if stays(value, kind) { return value }
    let pseudonym = try pseudonyms.pseudonym(of: value, as: kind, avoiding: asked)
    guard known.insert(value).inserted else { return pseudonym }
    guard known.count <= Self.valueLimit else {
      throw CassetteError(
        .unredactable,
        "The recording holds more than \(Self.valueLimit) secrets and ids. Record a shorter journey."
      )
    }
    insertForms(of: value, pseudonym, kind, inPieces: kind == .token || kind == .claim)
    return pseudonym
  }

  private func stays(_ value: [UInt8], _ kind: ValueKind) -> Bool {
    let isShort = value.count < SecretForms.shortestAnywhere
    // A short number may be anybody's: only a long value shows that it is a pseudonym already.
    if kind.isSecret { return !isShort && Pseudonyms.hasForm(value) }
    if isShort { return true }
    // The ids of renders are made anew by a replayed client, and bound.
    return kind != .render && asked.contains(value) && !pseudonyms.isKnown(value)
  }

  private mutating func insertForms(
    of value: [UInt8], _ pseudonym: [UInt8], _ kind: ValueKind, inPieces: Bool
  ) {
    var spellings = SecretForms.plain(value, pseudonym: pseudonym)
    // An id in base64 is no secret, and no noise worth the search.
    if kind.isSecret { spellings += SecretForms.encoded(value, pseudonym: pseudonym) }
    for form in spellings {
      forms.insert(
        .init(pattern: form.pattern, replacement: form.replacement, isSecret: kind.isSecret),
        inPieces: inPieces)
    }
  }

  // MARK: Replacing

  /// A whole text without secrets. Values that are met late are replaced from the start.
  ///
  /// - Parameter isForm: whether the text is `application/x-www-form-urlencoded`.
  mutating func redact(_ bytes: [UInt8], isForm: Bool = false) throws -> [UInt8] {
    var learning = RedactedStream(isForm: isForm)
    let once = try learning.append(bytes, isEnd: true, &self)
    // Nothing was found, nothing was learned.
    guard once != bytes else { return bytes }
    var stream = RedactedStream(isForm: isForm)
    return try stream.append(bytes, isEnd: true, &self)
  }

  mutating func redact(_ text: String) throws -> String {
    String(decoding: try redact(Array(text.utf8)), as: UTF8.self)
  }

  mutating func redact(_ body: BodyContent, isForm: Bool = false) throws -> BodyContent {
    switch body {
    case .bytes(let bytes): return .bytes(try redact(bytes, isForm: isForm))
    case .form(var parts):
      for index in parts.indices { try redact(&parts[index]) }
      return .form(parts)
    case .stored, .omitted: return body
    }
  }

  private mutating func redact(_ part: inout BodyContent.FormPart) throws {
    if let text = part.text {
      let bytes = Array(text.utf8)
      let isSecret = SecretScanner.isSecret(name: part.name, value: bytes)
      let value = try isSecret ? replacement(of: bytes, .shaped(bytes)) : redact(bytes)
      part.setText(String(decoding: value, as: UTF8.self))
    }
    part.name = try redact(part.name)
    part.filename = try part.filename.map { try redact($0) }
    part.contentType = try part.contentType.map { try redact($0) }
  }

  /// What is to be done at a place of a text.
  enum Step {
    /// Nothing begins here.
    case pass
    /// More bytes decide.
    case hold
    /// A value begins at `start` and has not ended.
    case open(start: Int, ValueKind, ValueEnd)
    /// Bytes `range` of a known value stand here.
    case known(FormIndex.Form, range: Range<Int>)
    /// A value stands there, by its shape or its key.
    case value(Range<Int>, ValueKind)
  }

  /// Looks at a place; what is longer counts, because one value may begin with another.
  func step(_ scanner: SecretScanner, at position: Int, previous: UInt8?) -> Step {
    let known = forms.match(in: scanner.text.bytes, at: position, isAtEnd: scanner.isAtEnd)
    switch (scanner.look(at: position, previous: previous), known) {
    case (.open(let start, let kind, let end), _): return .open(start: start, kind, end)
    case (.undecided, _), (_, .undecided): return .hold
    case (.value(let value, let kind), .found(let form, let range)):
      return value.upperBound >= position + range.count
        ? .value(value, kind) : .known(form, range: range)
    case (.value(let value, let kind), .none): return .value(value, kind)
    case (.nothing, .found(let form, let range)): return .known(form, range: range)
    case (.nothing, .none): return .pass
    }
  }

  /// The next place where something may begin; the text's end when there is none.
  func nextPlace(in text: DecodedText, from start: Int) -> Int {
    forms.nextPlace(in: text.bytes, from: start)
  }

  /// Whether a value may not be on a tape.
  func isForbidden(_ value: [UInt8], _ kind: ValueKind) -> Bool {
    kind.isSecret && !pseudonyms.isIssued(value) && !Pseudonyms.hasForm(value)
  }
}
