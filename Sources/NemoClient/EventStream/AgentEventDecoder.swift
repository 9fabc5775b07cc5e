/// Reads the agent's events from any dialect, also mixed in one stream.
///
/// Contract sections 7.3 (typed), 7.4 (ADK), 7.5 (plain text), 7.6 (failures). Never fails: what
/// it does not know is ``AgentEvent/unknown``.
package struct AgentEventDecoder: Sendable {
  /// What the fragments since the last whole text add up to.
  private var fragments = FragmentMemory()

  package init() {}

  /// At least one event for every event of the stream.
  package mutating func decode(_ event: ServerSentEvent) -> [AgentEvent] {
    let events = read(event).map { part in
      switch part {
      case .fragment(let text):
        fragments.add(text)
        return part
      case .text(let text):
        return fragments.endsWith(whole: text) ? .aggregate(text) : part
      default:
        return part
      }
    }
    return events.isEmpty ? [.unknown] : events
  }

  private func read(_ event: ServerSentEvent) -> [AgentEvent] {
    let data = event.data.trimmed
    if let named = named(event.event, data: data) { return [named] }
    switch data {
    case "", "heartbeat", "ping": return [.heartbeat]
    case "[DONE]", "done": return [.done]
    default: break
    }
    guard let value = try? JSONDocument(Array(data.utf8)).value else {
      return [BrokenEvent.read(event.data)]
    }
    return read(value, of: event)
  }

  private func read(_ value: JSONValue, of event: ServerSentEvent) -> [AgentEvent] {
    switch value {
    case .string(let text): return [text.isEmpty ? .unknown : .text(text)]
    case .object: break
    // Plain text may happen to be JSON, such as a number.
    case .number, .bool: return [.text(event.data)]
    case .null, .array: return [.unknown]
    }
    if let type = value["type"]?.string { return [TypedDialect.read(type, value)] }
    return ADKDialect.read(value) ?? [PlainDialect.read(value)]
  }

  /// Events that say by their name what they are.
  private func named(_ name: String, data: String) -> AgentEvent? {
    switch name.lowercased() {
    case "heartbeat", "ping", "keepalive": .heartbeat
    case "done": .done
    // The Go server of the ADK, `adk-wire.md`.
    case "error": .failure(failure(from: data))
    default: nil
    }
  }

  private func failure(from data: String) -> BackendRefusal {
    guard let value = try? JSONDocument(Array(data.utf8)).value, value.members != nil else {
      return BackendRefusal(
        code: .unspecified, httpStatus: 200, message: BrokenEvent.message(in: data))
    }
    return StreamFailure.read(value)
  }
}

/// Remembers the fragments of a text, to know the aggregate that repeats them.
private struct FragmentMemory: Sendable {
  /// Longer texts are told by their end alone.
  private static let maximumBytes = 4 << 20

  private var text = ""
  private var isCut = false

  mutating func add(_ fragment: String) {
    guard !isCut, text.utf8.count + fragment.utf8.count <= Self.maximumBytes else {
      isCut = true
      return
    }
    text += fragment
  }

  /// Whether `whole` repeats the fragments. A whole text always ends them.
  mutating func endsWith(whole: String) -> Bool {
    defer { self = FragmentMemory() }
    if text.isEmpty { return false }
    let known = text.trimmed
    let whole = whole.trimmed
    return isCut ? whole.hasPrefix(known.prefix(1_000)) : whole == known || whole.hasPrefix(known)
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
