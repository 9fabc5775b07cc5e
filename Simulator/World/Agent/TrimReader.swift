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
    if let edge = edge(time) { return edge }
    if clause.has("end at", "stop at", "结束于") { return .keepFirst(time) }
    if isAtEnd { return keeps ? .keepLast(time) : .cutLast(time) }
    if isAtStart { return keeps ? .keepFirst(time) : .cutFirst(time) }
    if clause.has("from", "after", "从") { return .keep(from: time, to: nil) }
    return .keepFirst(time)
  }

  /// "everything after 10 seconds", "5秒之前": one side of a moment.
  private func edge(_ time: Int) -> Edit.Trim? {
    let isStart = clause.has("start at", "start from", "start after", "begin", "开始")
    if clause.has("after", "之后", "以后", "秒后", "分后", "钟后"), !clause.has("after the start"), !isStart {
      if clause.has("after the last") { return nil }
      return keepsEdge ? .keep(from: time, to: nil) : .keepFirst(time)
    }
    if clause.has("before", "之前", "以前", "秒前", "分前", "钟前"), !clause.has("before the end") {
      if clause.has("before the last") { return keepsEdge ? .cutLast(time) : .keepLast(time) }
      return keepsEdge ? .keepFirst(time) : .cutFirst(time)
    }
    return nil
  }

  private var keepsEdge: Bool { verbs.contains(.keep) && !verbs.contains(.remove) }

  private var isAtStart: Bool {
    clause.has("first", "start", "beginning", "opening", "前", "开头", "头")
  }

  private var isAtEnd: Bool {
    clause.has("last", "final", "end ", "ending", "后", "结尾", "末尾", "尾")
  }

  /// A range or an end is taken out.
  private var takesAway: Bool {
    verbs.contains(.remove) || clause.hasAny(Vocabulary.rest)
      || clause.has("cut out", "剪掉", "剪去", "裁掉", "删", "砍")
  }

  /// "trim the first 5 seconds" takes them away, "trim to the first 5 seconds" keeps them.
  private var keeps: Bool {
    if verbs.contains(.keep) || clause.has("剪到", "截", "剪出") { return true }
    return !takesAway && !verbs.contains(.cut)
  }
}
