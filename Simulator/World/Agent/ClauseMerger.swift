/// Puts the pieces of a message together that belong together.
///
/// A piece that names no topic belongs to the one before it, or, when it has a verb, to one
/// without a verb after it: "trim the start | and end pauses", "first 2 | and last 3 seconds".
struct ClauseMerger {
  private(set) var merged: [ReadClause] = []
  /// Pieces that ask for something that nothing here knows.
  private(set) var unknown: [Clause] = []
  private var pending: Clause?

  init(_ pieces: [Clause]) {
    for piece in pieces { take(piece) }
    guard let pending else { return }
    if merged.isEmpty {
      merged.append(ReadClause(pending))
    } else if asks(pending) {
      reject(pending)
    } else {
      appendToLast(pending)
    }
  }

  private mutating func take(_ piece: Clause) {
    var clause = piece
    if var before = pending {
      pending = nil
      if asks(before), asks(piece) || isForeign(piece) || isOrder(piece) {
        reject(before)
      } else {
        before.append(piece)
        clause = before
      }
    }
    let own = ReadClause(clause)
    if isForeign(clause) { return reject(clause) }
    if own.topic == nil, isTaken(clause, own) { return }
    let read = inheriting(own)
    if let last = merged.last, last.isHalf(before: clause) {
      appendToLast(clause)
    } else if read.topic == nil {
      if asks(clause) || merged.isEmpty { pending = clause } else { appendToLast(clause) }
    } else if read.topic == .volume, let last = merged.last?.topic, last.hasVolume {
      appendToLast(clause)
    } else {
      merged.append(read)
    }
  }

  /// A clause without a verb has those of the one before it; of a kept part nothing is held.
  private func inheriting(_ read: ReadClause) -> ReadClause {
    guard read.verbs.isEmpty, !isOrder(read.clause), let last = merged.last else { return read }
    let verbs = last.topic == .trim ? last.verbs.subtracting(.hold) : last.verbs
    return ReadClause(read.clause, verbs: verbs)
  }

  /// A piece without a topic that is about the last one, or about nothing.
  private mutating func isTaken(_ clause: Clause, _ own: ReadClause) -> Bool {
    if own.verbs.contains(.spare) { return true }
    guard let last = merged.last else { return false }
    if last.topic == .trim, clause.hasAny(Vocabulary.rest) {
      // "keep 2-5s, remove the rest" says the same twice.
      if own.verbs.contains(.keep) { appendToLast(clause) }
      return true
    }
    guard asks(clause), refines(own, last) else { return false }
    merged[merged.count - 1].append(
      clause, as: last.topic == .generate ? .within : .afterwards)
    return true
  }

  /// "…, make it blue" after a title, "…, set it to 20%" after music.
  private func refines(_ read: ReadClause, _ last: ReadClause) -> Bool {
    let clause = read.clause
    let isLoud = read.measures.percentage != nil
    switch last.topic {
    case .generate: return true
    case .title:
      return Palette.names.contains { clause.has($0.name) }
        || Vocabulary.positions.contains { clause.has($0.word) } || !clause.quotes.isEmpty
        || clause.has("at the end", "内容", "写着", "结尾", "片尾")
    case .music: return isLoud || Vocabulary.styles.contains { clause.has($0.word) }
    case .voice: return isLoud || clause.has("chinese", "english", "中文", "英文")
    case .volume: return isLoud
    case .captions: return !clause.quotes.isEmpty
    case .transition: return Vocabulary.transitions.contains { clause.has($0.word) }
    default: return false
    }
  }

  private func asks(_ clause: Clause) -> Bool { !ReadClause.verbs(of: clause).isEmpty }

  /// Begins with a topic's word that is a verb as well.
  private func isOrder(_ clause: Clause) -> Bool {
    [
      "crop", "speed up", "speed it", "highlight ", "mute", "unmute", "slow ", "narrate", "裁",
      "高亮鼠标", "高亮点",
    ].contains { clause.position(of: $0) == 0 }
  }

  private func isForeign(_ clause: Clause) -> Bool {
    clause.hasAny(Vocabulary.impossible) || (!asks(clause) && clause.hasAny(Vocabulary.foreign))
  }

  /// "use demo.mp4" names what to work on, which is read elsewhere.
  private mutating func reject(_ clause: Clause) {
    let isForeign = clause.hasAny(Vocabulary.foreign) || clause.hasAny(Vocabulary.impossible)
    guard isForeign || !clause.has("use ", "用") else { return }
    unknown.append(clause)
  }

  private mutating func appendToLast(_ clause: Clause) {
    guard !merged.isEmpty else { return }
    merged[merged.count - 1].append(clause)
  }
}

extension ReadClause {
  /// "between 4" before "and 8 seconds", 4秒 before 和8秒之间; no third time belongs to it.
  fileprivate func isHalf(before other: Clause) -> Bool {
    guard measures.times.count == 1, !Measures(other).times.isEmpty else { return false }
    return clause.has("between ") && other.joint == "and"
      || other.has("之间") && ["和", "与"].contains(other.joint)
  }
}

extension Topic {
  fileprivate var hasVolume: Bool { self == .music || self == .voice }
}
