/// Understands a message, in English or Chinese.
struct Reader {
  var session: Session

  func read(_ message: String, ids: inout IdentifierSource) -> Understanding {
    var understanding = Understanding(language: Language(of: message))
    understanding.reply = Wording.beSpecific(understanding.language)
    guard let asset = session.newestPicture, message.lowercased().contains("title") else {
      return understanding
    }
    understanding.reply = nil
    if session.plannedDraft == nil {
      understanding.edits.append(.show(asset, title: asset.filename))
    }
    understanding.edits.append(.addTitle(text: "Title", .init()))
    return understanding
  }
}
