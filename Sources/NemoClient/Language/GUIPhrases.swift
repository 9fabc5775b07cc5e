/// An instruction for a graphical editor within a clause.
struct GUIInstruction {
  /// The part of the clause to drop.
  var range: Range<String.Index>
  /// What it amounts to without an editor.
  var action: SuggestedAction
}

/// The phrase table of contract section 15, in both languages.
enum GUIPhrases {
  static func instruction(in clause: Clause) -> GUIInstruction? {
    ChineseGUI.instruction(in: clause) ?? EnglishGUI.instruction(in: clause)
  }

  /// What to keep of a clause that goes on with the instruction before it; nil when it does not.
  static func afterInstruction(_ clause: Clause) -> String? {
    ChineseGUI.isContinuation(clause.text) ? "" : EnglishGUI.afterInstruction(clause)
  }

  /// Whether a clause only leads to what follows: "When you are ready,".
  static func isLeadIn(_ clause: Clause) -> Bool {
    ChineseGUI.isLeadIn(clause.text) || EnglishGUI.isLeadIn(clause)
  }

  /// Whether a clause that stays says that the video can be exported.
  static func invitesExport(_ clause: Clause) -> Bool {
    // A search costs more than all the rest, and few clauses can have what is searched for.
    if clause.words.contains(where: { $0.text.hasPrefix("export") }) {
      let text = clause.words.map(\.text).joined(separator: " ")
      if ["ready to export", "can export", "can now export"].contains(where: text.contains) {
        return true
      }
    }
    return !clause.text.utf8.allSatisfy { $0 < 0x80 }
      && ["可以导出", "即可导出", "可导出"].contains(where: clause.text.contains)
  }
}
