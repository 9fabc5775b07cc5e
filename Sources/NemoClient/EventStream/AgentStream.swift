/// The answer to a message: bytes in, the agent's events out.
///
/// It also notices an answer that is no stream at all but a JSON envelope (contract section 7.6),
/// and gives it as one refusal.
package struct AgentStream: Sendable {
  private enum Form {
    case undecided, stream, document
  }

  /// The longest answer that is no stream, in bytes. What is longer is cut and cannot be read.
  private static let maximumDocumentBytes = 1 << 20

  private let status: Int
  private let saysJSON: Bool
  private var form: Form
  private var document: [UInt8] = []
  private var decoder = EventStreamDecoder()
  private var events = AgentEventDecoder()

  /// - Parameters:
  ///   - status: the HTTP status; anything but 2xx is a refusal.
  ///   - contentType: the header's value.
  package init(status: Int, contentType: String?) {
    self.status = status
    saysJSON = contentType?.lowercased().contains("json") ?? false
    form = (200..<300).contains(status) ? .undecided : .document
  }

  /// How many events were dropped because they were too long.
  package var droppedEvents: Int { decoder.droppedEvents }

  /// The events that these bytes complete.
  package mutating func receive(_ bytes: [UInt8]) -> [AgentEvent] {
    if form == .undecided { form = form(of: bytes) }
    guard form == .document else { return decode(decoder.receive(bytes)) }
    document += bytes.prefix(Self.maximumDocumentBytes - document.count)
    return []
  }

  /// The events that only the end of the answer completes. Not for an answer that was cut off.
  package mutating func finish() -> [AgentEvent] {
    guard form == .document else { return decode(decoder.finish()) }
    let value = try? JSONDocument(document).value
    let refusal = ResponseInterpreter.refusal(of: .message, status: status, body: value)
    return [refusal.map(AgentEvent.refusal) ?? .unknown]
  }

  /// The first byte counts for more than the content type, which proxies get wrong: no field of a
  /// stream begins like a JSON object.
  private func form(of bytes: [UInt8]) -> Form {
    switch bytes.first(where: { !" \t\r\n".utf8.contains($0) }) {
    case nil: .undecided
    case UInt8(ascii: "{"): .document
    case UInt8(ascii: "["), UInt8(ascii: "\""): saysJSON ? .document : .stream
    default: .stream
    }
  }

  private mutating func decode(_ items: [EventStreamItem]) -> [AgentEvent] {
    items.flatMap { item in
      switch item {
      case .comment: [AgentEvent.heartbeat]
      case .event(let event): events.decode(event)
      }
    }
  }
}
