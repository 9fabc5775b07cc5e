/// Understands a message, in English or Chinese.
///
/// By words and figures, clause by clause: no model, so that the same message always means the
/// same. What it does not understand it says so.
struct Reader {
  var session: Session

  func read(_ message: String, ids: inout IdentifierSource) -> Understanding {
    var understanding = Understanding(language: Language(of: message))
    var text = message
    understanding.wishes = Wishes(takenFrom: &text)
    let filenames = session.assets.map(\.filename)
    let pieces = ClauseMerger(ClauseSplitter.clauses(of: text, filenames: filenames))
    var reader = ClauseReader(session: session, language: understanding.language, message: text)
    for clause in pieces.merged { reader.read(clause, ids: &ids) }
    understanding.isGeneration = reader.isGeneration
    understanding.edits = reader.edits
    start(&understanding, message: text)
    note(pieces.unknown, reader, &understanding)
    if understanding.edits.isEmpty, understanding.reply == nil {
      understanding.reply = reader.refusal ?? reply(to: text, understanding.language)
    }
    return understanding
  }

  /// What could not be done is told with what was done, or is the whole answer.
  private func note(
    _ unknown: [Clause], _ reader: ClauseReader, _ understanding: inout Understanding
  ) {
    var notes = reader.notes
    guard !notes.isEmpty || !understanding.edits.isEmpty else { return }
    if !unknown.isEmpty {
      notes.append(Wording.couldNot(unknown.map(\.unmasked), understanding.language))
    }
    if understanding.edits.isEmpty, understanding.reply == nil {
      understanding.reply = notes.joined(separator: understanding.language.gap)
    } else {
      understanding.notes = notes
    }
  }

  /// The first edit of an upload builds its draft: of the file that the message names, else of a
  /// video that came since the last edit, else of the newest upload.
  private func start(_ understanding: inout Understanding, message: String) {
    let named = session.asset(namedIn: message).flatMap { $0.isPicture ? $0 : nil }
    let isShown = named.map { asset in
      session.plannedDraft?.clips.contains { $0.asset == asset } ?? false
    }
    let startsFromNamed = isShown == false && !understanding.edits.contains(where: \.isAppend)
    guard !understanding.edits.isEmpty || startsFromNamed else { return }
    if let named, startsFromNamed { return begin(named, &understanding) }
    guard !understanding.isGeneration else { return }
    if let fresh = session.freshUpload, !understanding.edits.contains(where: \.isAppend) {
      return begin(fresh, &understanding)
    }
    guard session.plannedDraft == nil else { return }
    guard let asset = session.newestPicture else {
      understanding.edits = []
      understanding.reply = Wording.nothingToEdit(understanding.language)
      return
    }
    begin(asset, &understanding)
  }

  private func begin(_ asset: Asset, _ understanding: inout Understanding) {
    understanding.edits.insert(.show(asset, title: Naming.title(of: asset, session)), at: 0)
  }

  private func reply(to text: String, _ language: Language) -> String {
    let clause = Clause(text: text.lowercased(), original: text)
    return clause.hasAny(Vocabulary.talking)
      ? Wording.greeting(language) : Wording.beSpecific(language)
  }
}

extension Edit {
  fileprivate var isAppend: Bool {
    if case .append = self { true } else { false }
  }
}
