/// A difference between two tapes as a person reads it, and as a program does.
package struct DiffPage {
  private let diff: TapeDiff
  private let names: (old: String, new: String)

  package init(_ diff: TapeDiff, old: String, new: String) {
    self.diff = diff
    names = (old, new)
  }

  /// Nothing when there is no difference.
  package func lines(width: Int) -> [ShownLine] {
    guard !diff.isSame else { return [] }
    var lines = [
      ShownLine("--- " + names.old, .strong), ShownLine("+++ " + names.new, .strong),
    ]
    lines += diff.header.flatMap { self.lines($0, width) }
    for difference in diff.exchanges {
      lines.append(heading(difference, width))
      lines += difference.changes.flatMap { self.lines($0, width) }
    }
    return lines + [ShownLine(summary, .dim)]
  }

  package var summary: String {
    let counts = [TapeDiff.Kind.added, .gone, .changed].compactMap { kind in
      let count = diff.exchanges.filter { $0.kind == kind }.count
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    let same = diff.sameCount == 0 ? [] : ["\(diff.sameCount) the same"]
    return Figures.count(diff.exchanges.count + diff.sameCount, "exchange") + ": "
      + (counts + same).joined(separator: ", ")
  }

  private func heading(_ difference: TapeDiff.Difference, _ width: Int) -> ShownLine {
    let (mark, tone): (String, ShownLine.Tone) =
      switch difference.kind {
      case .added: ("+", .good)
      case .gone: ("-", .bad)
      case .changed: ("~", .accent)
      }
    let start = "\(mark) \(difference.id)  "
    let request = TextColumns.shortenMiddle(
      difference.request, to: max(10, width - TextColumns.width(start)))
    return ShownLine(start, tone) + ShownLine(request, .dim)
  }

  /// On one line where both values fit, else on three.
  private func lines(_ change: Change, _ width: Int) -> [ShownLine] {
    let path = ShownLine("    \(change.path)  ")
    let room = width - TextColumns.width(path.spans[0].text)
    if change.old == nil || change.new == nil {
      let value = (change.old.map { "- " + $0 } ?? change.new.map { "+ " + $0 }) ?? ""
      guard room >= min(24, TextColumns.width(value)) else {
        return [path, self.value(value, change.old == nil ? .good : .bad, width)]
      }
      return [
        path + ShownLine(TextColumns.shorten(value, to: room), change.old == nil ? .good : .bad)
      ]
    }
    let (old, new) = Self.focus(change.old ?? "", change.new ?? "", room: width - 10)
    guard TextColumns.width(old) + TextColumns.width(new) + 3 > room else {
      return [path + ShownLine(old, .bad) + ShownLine(" → ") + ShownLine(new, .good)]
    }
    return [path, value("- " + old, .bad, width), value("+ " + new, .good, width)]
  }

  private func value(_ text: String, _ tone: ShownLine.Tone, _ width: Int) -> ShownLine {
    ShownLine("      " + TextColumns.shorten(text, to: max(10, width - 6)), tone)
  }

  /// Leaves out what two long texts have in common at their beginnings, up to a little.
  private static func focus(_ old: String, _ new: String, room: Int) -> (String, String) {
    guard TextColumns.width(old) > room || TextColumns.width(new) > room else { return (old, new) }
    let common = zip(old, new).prefix { $0 == $1 }.count
    let start = common - min(common, max(8, room / 4))
    guard start > 8 else { return (old, new) }
    return ("…" + old.dropFirst(start), "…" + new.dropFirst(start))
  }

  /// One JSON object.
  package var json: String {
    let exchanges = diff.exchanges.map { difference in
      "{\"kind\":\(JSONBytes.quoted(difference.kind.rawValue)),"
        + "\"id\":\(JSONBytes.quoted(difference.id)),"
        + "\"request\":\(JSONBytes.quoted(difference.request)),"
        + "\"changes\":\(difference.changes.json(old: "old", new: "new"))}"
    }
    return "{\"same\":\(diff.isSame),\"header\":\(diff.header.json(old: "old", new: "new")),"
      + "\"exchanges\":[\(exchanges.joined(separator: ","))],\"unchanged\":\(diff.sameCount)}"
  }
}
