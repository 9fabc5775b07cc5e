/// Decodes a server-sent event stream, fed in pieces of any size.
package struct EventStreamDecoder: Sendable {
  package static let defaultLimitBytes = 16 << 20

  /// How many events were dropped because they were too long.
  package private(set) var droppedEvents = 0

  package init(limitBytes: Int = defaultLimitBytes) {
  }

  /// The items that these bytes complete.
  package mutating func receive(_ bytes: [UInt8]) -> [EventStreamItem] {
    []
  }

  /// The items that only the end of the stream completes. Not for a stream that was cut off.
  package mutating func finish() -> [EventStreamItem] {
    []
  }
}
