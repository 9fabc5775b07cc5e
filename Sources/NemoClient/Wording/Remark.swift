/// Something to tell a user, apart from the words of any language: whoever adds a fact has to word
/// it in all of them.
package protocol Remark: Sendable, CustomStringConvertible {
  var english: String { get }
  /// In simplified characters, with Chinese punctuation.
  var chinese: String { get }
}

extension Remark {
  package func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  /// In English.
  package var description: String { english }
}

extension [any Remark] {
  /// One sentence after the other, on one line.
  func text(in language: Language) -> String {
    map { $0.text(in: language) }.joined(separator: language == .english ? " " : "")
  }
}
