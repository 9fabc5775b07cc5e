/// A stream of server-sent events out of Chrome's `_eventSourceMessages`.
///
/// Chrome keeps what its `EventSource` understood: `time` in seconds since 1970 with a fraction,
/// `eventName` (`message` where the stream named none), `eventId` and the joined `data`.
struct HAREventSource {
  struct Message {
    var data: ArraySlice<UInt8>
    var name: String
    var id: String
    /// Since the request was sent.
    var at: Duration
  }

  /// More than any turn has.
  private static let messageLimit = 1_000_000
  /// Seconds since 1970 reach this in the year 5138; milliseconds did in 1973.
  private static let firstMilliseconds = 1e11

  let messages: [Message]

  /// Nil when the entry has no messages.
  init?(_ entry: HAREntry, startMicroseconds: Int64, times: HARTimes) {
    let list = entry["_eventSourceMessages"]?.elements ?? []
    guard !list.isEmpty else { return nil }
    var last = times.head
    messages = list.prefix(Self.messageLimit).map { node in
      let at = Self.offset(entry.number(node["time"]), since: startMicroseconds)
      // A stream never runs backwards, nor ahead of its head.
      last = max(last, min(at ?? last, max(times.end, last)))
      return Message(
        data: entry.text(node["data"]) ?? [], name: node["eventName"]?.text ?? "",
        id: node["eventId"]?.text ?? "", at: last)
    }
  }

  private static func offset(_ time: Double?, since start: Int64) -> Duration? {
    guard let time, time > 0 else { return nil }
    let seconds = time >= firstMilliseconds ? time / 1_000 : time
    guard seconds < firstMilliseconds else { return nil }
    return .microseconds(Int64((seconds * 1_000_000).rounded()) - start)
  }

  /// The stream as a server would write it, an event a delivery.
  func rebuilt() -> (bytes: [UInt8], cuts: [Exchange.Cut]) {
    var bytes: [UInt8] = []
    var lastID = ""
    let cuts = messages.map { message in
      let start = bytes.count
      if !message.name.isEmpty, message.name != "message" {
        bytes += Array("event: \(Self.line(message.name))\n".utf8)
      }
      if message.id != lastID { bytes += Array("id: \(Self.line(message.id))\n".utf8) }
      lastID = message.id
      for line in message.data.split(separator: 0x0a, omittingEmptySubsequences: false) {
        bytes += Array("data: ".utf8) + line + [0x0a]
      }
      bytes.append(0x0a)
      return Exchange.Cut(length: bytes.count - start, at: message.at)
    }
    return (bytes, cuts)
  }

  /// The times of the messages for a stream whose bytes are known; nil when they are not of it.
  func cuts(of events: [[UInt8]]) -> [Exchange.Cut]? {
    guard events.count(where: Self.hasData) == messages.count else { return nil }
    var next = 0
    return events.map { event in
      // A comment came at the latest with the message after it.
      let at = messages[min(next, messages.count - 1)].at
      if Self.hasData(event) { next += 1 }
      return Exchange.Cut(length: event.count, at: at)
    }
  }

  private static func hasData(_ event: [UInt8]) -> Bool {
    event.split { $0 == 0x0a || $0 == 0x0d }.contains { $0.starts(with: "data".utf8) }
  }

  private static func line(_ text: String) -> String {
    String(text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" }.map(Character.init))
  }
}
