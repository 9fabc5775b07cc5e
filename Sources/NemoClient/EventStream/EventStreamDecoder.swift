/// Decodes a server-sent event stream, fed in pieces of any size.
///
/// After the WHATWG's "Server-sent events", section 9.2.6, with the tolerance of contract section
/// 7.7. It never fails: an event that is too long is dropped and counted.
public struct EventStreamDecoder: Sendable {
  /// The longest line, and the longest data of one event, unless told otherwise.
  public static let defaultLimitBytes = 16 << 20

  /// How many events were dropped because they were too long.
  public private(set) var droppedEvents = 0

  private let limitBytes: Int
  /// The beginning of a line whose end has not come yet.
  private var partialLine: [UInt8] = []
  /// A carriage return ended the last line: a line feed right after it belongs to it.
  private var endedWithCarriageReturn = false
  private var isFirstLine = true
  /// The line that is coming, or the event that is being collected, is over the limit.
  private var isLineTooLong = false
  private var isEventTooLong = false

  // The buffers of the standard's interpretation of a stream.
  private var name = ""
  private var data: [UInt8] = []
  private var hasData = false
  private var lastID: String?

  public init(limitBytes: Int = defaultLimitBytes) {
    self.limitBytes = limitBytes
  }

  /// The items that these bytes complete.
  public mutating func receive(_ bytes: [UInt8]) -> [EventStreamItem] {
    var items: [EventStreamItem] = []
    bytes.withUnsafeBufferPointer { receive($0, into: &items) }
    return items
  }

  /// The items that only the end of the stream completes. Not for a stream that was cut off.
  ///
  /// The standard drops an event without a blank line after it; here it counts, because some
  /// servers leave out the last one (section 7.7).
  public mutating func finish() -> [EventStreamItem] {
    var items: [EventStreamItem] = []
    [UInt8]().withUnsafeBufferPointer { endLine(with: $0[...], into: &items) }
    dispatch(into: &items)
    return items
  }

  private mutating func receive(
    _ bytes: UnsafeBufferPointer<UInt8>, into items: inout [EventStreamItem]
  ) {
    var start = 0
    if endedWithCarriageReturn, bytes.first == .lineFeed { start = 1 }
    if !bytes.isEmpty { endedWithCarriageReturn = false }
    while start < bytes.count {
      let end = Self.endOfLine(in: bytes, from: start)
      guard end < bytes.count else { return keep(bytes[start...]) }
      endLine(with: bytes[start..<end], into: &items)
      start = end + 1
      guard bytes[end] == .carriageReturn else { continue }
      if start == bytes.count { endedWithCarriageReturn = true }
      if start < bytes.count, bytes[start] == .lineFeed { start += 1 }
    }
  }

  /// The place of the next carriage return or line feed.
  private static func endOfLine(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    let count = bytes.count
    while index < count {
      let byte = bytes[index]
      if byte == .lineFeed || byte == .carriageReturn { break }
      index &+= 1
    }
    return index
  }

  /// Keeps the beginning of a line, up to the limit.
  private mutating func keep(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    guard !isLineTooLong else { return }
    guard partialLine.count + bytes.count <= limitBytes else {
      isLineTooLong = true
      partialLine = []
      return
    }
    partialLine += bytes
  }

  private mutating func endLine(
    with rest: Slice<UnsafeBufferPointer<UInt8>>, into items: inout [EventStreamItem]
  ) {
    guard !isLineTooLong, partialLine.count + rest.count <= limitBytes else {
      isLineTooLong = false
      isFirstLine = false
      partialLine = []
      isEventTooLong = true
      return
    }
    guard !partialLine.isEmpty else { return interpret(Line(rebasing: rest), into: &items) }
    partialLine += rest
    let line = partialLine
    partialLine = []
    line.withUnsafeBufferPointer { interpret($0, into: &items) }
  }
}

// MARK: Interpretation of a line

extension EventStreamDecoder {
  private typealias Line = UnsafeBufferPointer<UInt8>

  private mutating func interpret(_ line: Line, into items: inout [EventStreamItem]) {
    var line = line
    // "One leading U+FEFF BYTE ORDER MARK character must be ignored if any are present."
    if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = Line(rebasing: line[3...]) }
    isFirstLine = false
    guard let first = line.first else { return dispatch(into: &items) }
    guard first != .colon else { return items.append(.comment) }
    var end = 0
    while end < line.count, line[end] != .colon { end &+= 1 }
    var value = end + 1
    if value < line.count, line[value] == .space { value += 1 }
    setField(
      Line(rebasing: line[..<end]), to: Line(rebasing: line[min(value, line.count)...]))
  }

  private mutating func setField(_ field: Line, to value: Line) {
    // Told apart by their length first: nearly every line is data.
    if field.count == 4, field.elementsEqual("data".utf8) {
      append(value)
    } else if field.count == 5, field.elementsEqual("event".utf8) {
      name = String(decoding: value, as: UTF8.self)
    } else if field.count == 2, field.elementsEqual("id".utf8), !value.contains(0) {
      lastID = String(decoding: value, as: UTF8.self)
    }
    // `retry` is for clients that reconnect; this one never does (section 16.1).
  }

  private mutating func append(_ value: Line) {
    guard !isEventTooLong, data.count + value.count < limitBytes else {
      isEventTooLong = true
      data = []
      return
    }
    if hasData { data.append(.lineFeed) }
    hasData = true
    data += value
  }

  /// A blank line: the event is complete.
  private mutating func dispatch(into items: inout [EventStreamItem]) {
    defer {
      name = ""
      data.removeAll(keepingCapacity: data.capacity <= Self.keptCapacityBytes)
      hasData = false
      isEventTooLong = false
    }
    guard !isEventTooLong else {
      droppedEvents += 1
      return
    }
    // The standard drops a name without data, but `event: heartbeat` is a sign of life here
    // (section 7.3).
    guard hasData || !name.isEmpty else { return }
    let text = String(decoding: data, as: UTF8.self)
    items.append(.event(ServerSentEvent(event: name, data: text, id: lastID)))
  }

  /// A buffer that grew beyond this for one event is given back.
  private static let keptCapacityBytes = 1 << 16
}

extension UInt8 {
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")
  fileprivate static let colon = UInt8(ascii: ":")
  fileprivate static let space = UInt8(ascii: " ")
}
