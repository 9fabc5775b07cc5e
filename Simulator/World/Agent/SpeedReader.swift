/// Reads how fast a clause wants a video to be played.
struct SpeedReader {
  private let clause: Clause
  private let measures: Measures

  init(_ read: ReadClause) {
    clause = read.clause
    measures = read.measures
  }

  /// Only the whole video can be played faster.
  var isPartial: Bool {
    measures.times.contains { $0.unit != nil } || measures.range != nil
  }

  var edit: Edit {
    if clause.has("normal speed", "original speed", "regular speed", "正常速度", "原速", "常速") {
      return .setSpeed(1)
    }
    if let number = measures.numbers.first(where: { $0.unit == .times || $0.unit == .percent }) {
      return edit(number)
    }
    let isAbsolute = clause.has("to half", "to double", "to twice", "at half", "at double")
    var factor = isSlow ? 0.75 : 1.5
    if clause.has("slow mo", "slow-mo", "慢动作", "慢放") { factor = 0.5 }
    if clause.has("half") { factor = 0.5 }
    if clause.has("double", "twice") { factor = isSlow ? 0.5 : 2 }
    return isAbsolute ? .setSpeed(factor) : .changeSpeed(factor)
  }

  private var isSlow: Bool { clause.has("slow", "half", "减速", "放慢", "慢") }

  /// "to 2x" and 设为2倍 are meant from the source on, "2x faster" from now on.
  private func edit(_ number: Measures.Number) -> Edit {
    let lead = number.lead.trimmed
    let ends = [" to", " at", "为", "成", "到", "至"]
    let isAbsolute = ends.contains { (" " + lead).hasSuffix($0) }
    if number.unit == .times, number.value > 0 {
      let isReversed = !isAbsolute && isSlow && number.value > 1
      let factor = bounded(isReversed ? 1 / number.value : number.value)
      return isAbsolute ? .setSpeed(factor) : .changeSpeed(factor)
    }
    let share = number.value / 100
    if isAbsolute { return .setSpeed(bounded(share)) }
    return .changeSpeed(bounded(isSlow ? 1 - share : 1 + share))
  }

  private func bounded(_ factor: Double) -> Double {
    min(Editor.fastest, max(Editor.slowest, factor))
  }
}
