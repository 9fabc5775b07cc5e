/// What became of a tape's requests on another backend.
package struct VerifyReport: Sendable, Hashable {
  package struct Result: Sendable, Hashable {
    /// The exchange's name on the tape.
    package var id: String
    /// The method and the path.
    package var request: String
    package var verdict: Verdict
    /// What differs, by shape.
    package var changes: [Change] = []
    /// Keys that only the live answer has; they are no difference.
    package var additions: [Change] = []
    /// Why, or with what; may be empty.
    package var remark: String
  }

  package enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// Answered in the same shape.
    case match = "MATCH"
    /// Answered in another shape.
    case changed = "CHANGED"
    /// Not answered, or refused, where the tape has a success.
    case missing = "MISSING"
    /// Not sent, or nothing that could be compared.
    case skipped = "SKIPPED"
  }

  package var results: [Result] = []

  package init() {}

  /// Whether nothing differs in what was sent.
  package var isSame: Bool {
    results.allSatisfy { $0.verdict == .match || $0.verdict == .skipped }
  }

  package static func lines(of result: Result, width: Int) -> [ShownLine] {
    let tone: ShownLine.Tone =
      switch result.verdict {
      case .match: .good
      case .changed, .missing: .bad
      case .skipped: .dim
      }
    let start = ShownLine(TextColumns.fit(result.verdict.rawValue, 8), tone)
    let id = ShownLine(result.id + "  ", .strong)
    let used = 8 + TextColumns.width(result.id) + 2
    let request = TextColumns.shortenMiddle(result.request, to: max(12, width - used))
    var lines = [start + id + ShownLine(request, .dim)]
    if !result.remark.isEmpty { lines.append(ShownLine("        " + result.remark, .dim)) }
    if !result.additions.isEmpty {
      let keys = result.additions.map { "\($0.path) (\($0.new ?? ""))" }
      lines.append(ShownLine("        also has \(keys.joined(separator: ", "))", .dim))
    }
    return lines
      + result.changes.map { change in
        ShownLine("        \(change.path)  ")
          + ShownLine("\(change.old ?? "nothing") → \(change.new ?? "nothing")", .accent)
      }
  }

  /// What to do about a result that says little; nil when it speaks for itself.
  package var advice: String? {
    if !results.isEmpty, results.allSatisfy({ $0.verdict == .skipped }) {
      if results.contains(where: { $0.remark == VerifyState.needsToken }) {
        return "Nothing could be compared, so nothing is known. Set NEMO_TOKEN to a token of that "
          + "backend; one of your own may be sent everything: --allow-writes"
      }
      return "Nothing was sent, so nothing is known. A backend of your own may be sent everything: "
        + "--allow-writes"
    }
    let hasStandIn = results.contains { $0.remark.contains(Self.standIn) }
    return isSame || !hasStandIn
      ? nil : "What follows an upload may differ for its stand-in. Send the files: --files FOLDER"
  }

  static let standIn = "a stand-in of"

  package var summary: String {
    Verdict.allCases.map { verdict in
      "\(results.filter { $0.verdict == verdict }.count) \(verdict.rawValue)"
    }.joined(separator: ", ")
  }

  /// One JSON object.
  package var json: String {
    let objects = results.map { result in
      return "{\"verdict\":\(JSONBytes.quoted(result.verdict.rawValue)),"
        + "\"id\":\(JSONBytes.quoted(result.id)),"
        + "\"request\":\(JSONBytes.quoted(result.request)),"
        + "\"remark\":\(JSONBytes.quoted(result.remark)),"
        + "\"changes\":\(result.changes.json(old: "recorded", new: "live")),"
        + "\"additions\":\(result.additions.json(old: "recorded", new: "live"))}"
    }
    return "{\"same\":\(isSame),\"exchanges\":[\(objects.joined(separator: ","))]}"
  }
}
