/// The tools of a turn that have begun and not ended, as far as the stream tells.
///
/// Results may come before their calls when frames are reordered, without any call, or not at all;
/// a frame may come twice. One tool's frames say nothing of another's.
struct OpenCalls: Sendable {
  /// More tools than these at once are not told apart: a stream is no place to keep them.
  private static let limit = 1_000

  /// Calls less results, by name; for dialects without ids.
  private var balances: [String: Int] = [:]
  /// By id: whether the tool is at work.
  private var isAtWork: [String: Bool] = [:]

  var areOpen: Bool { balances.values.contains { $0 > 0 } || isAtWork.values.contains(true) }

  mutating func begin(_ name: String, _ id: String?) {
    guard let id else { return add(1, to: name) }
    // A call after its result is late, not another one.
    if isAtWork[id] == nil { set(id, true) }
  }

  mutating func end(_ name: String, _ id: String?) {
    guard let id else { return add(-1, to: name) }
    set(id, false)
  }

  private mutating func add(_ number: Int, to name: String) {
    guard balances[name] != nil || balances.count < Self.limit else { return }
    balances[name, default: 0] += number
  }

  private mutating func set(_ id: String, _ value: Bool) {
    guard isAtWork[id] != nil || isAtWork.count < Self.limit else { return }
    isAtWork[id] = value
  }
}
