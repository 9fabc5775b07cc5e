/// Reads which part of a timeline a clause means.
struct TrimReader {
  private let clause: Clause
  private let measures: Measures
  private let verbs: ReadClause.Verbs

  init(_ read: ReadClause) {
    clause = read.clause
    measures = read.measures
    verbs = read.verbs
  }

  var trim: Edit.Trim? {
    if let range = measures.range {
      return takesAway
        ? .cut(from: range.from, to: range.to) : .keep(from: range.from, to: range.to)
    }
    guard
      let time = (measures.times.first { $0.unit != nil } ?? measures.times.first)?.milliseconds,
      time > 0
    else { return nil }
    if clause.has("end at", "stop at", "结束于") { return .keepFirst(time) }
    if isAtEnd { return keeps ? .keepLast(time) : .cutLast(time) }
    if isAtStart { return keeps ? .keepFirst(time) : .cutFirst(time) }
    if clause.has("from", "after", "从") { return .keep(from: time, to: nil) }
    return .keepFirst(time)
  }

  private var isAtStart: Bool {
    clause.has("first", "start", "beginning", "opening", "前", "开头", "头")
  }

  private var isAtEnd: Bool {
    clause.has("last", "final", "end ", "ending", "后", "结尾", "末尾", "尾")
  }

  /// A range or an end is taken out.
  private var takesAway: Bool {
    verbs.contains(.remove) || clause.has("cut out", "剪掉", "剪去", "裁掉", "删", "砍")
  }

  /// "trim the first 5 seconds" takes them away, "trim to the first 5 seconds" keeps them.
  private var keeps: Bool {
    if verbs.contains(.keep) || clause.has("剪到", "截", "剪出") { return true }
    return !takesAway && !verbs.contains(.cut)
  }
}
