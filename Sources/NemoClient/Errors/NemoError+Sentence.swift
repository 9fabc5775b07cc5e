extension NemoError: CustomStringConvertible {
  /// A few sentences for a person: what happened, what became of the work, and what to do next
  /// (contract sections 6.2, 17 and 18). A reason that the server gave stays in its own language.
  public func sentence(in language: Language) -> String {
    remarks.text(in: language)
  }

  /// The same in English.
  public var description: String { sentence(in: .english) }

  /// What the backend accepts, in English.
  public static let acceptedFormats = acceptedFormats(in: .english)

  /// What the backend accepts, as a list within a sentence.
  public static func acceptedFormats(in language: Language) -> String {
    AcceptedFormats().text(in: language)
  }
}

/// Contract section 17.
private struct AcceptedFormats: Remark {
  /// Without the other spelling of jpg.
  private let names = MediaType.acceptedExtensions.filter { $0 != "jpeg" }

  var english: String {
    names.dropLast().joined(separator: ", ") + " and " + names.suffix(1).joined()
  }

  var chinese: String { names.joined(separator: "、") }
}
