import NIOCore
import NemoHTTP

/// A response that goes out as its script says.
struct ScriptedResponse {
  let script: WireScript
  let response: TransportResponse
  /// The framing that the response has without a script.
  let usual: Framing
  let isLast: Bool

  /// Returns whether another exchange may follow on the connection.
  func perform(on wire: ResponseWire, end: ConnectionEnd) async throws -> Bool {
    var head: (bytes: ByteBuffer, body: Framing)?
    var keepsAlive = script.end == .usual && !isLast && usual != .untilClose
    for step in script.steps {
      switch step {
      case .head(let framing):
        head = announced(framing)
      case .bytes(let bytes):
        try await send(&head, on: wire)
        try await wire.write(ByteBuffer(bytes: bytes))
      case .body:
        let (bytes, framing) = head ?? (ByteBuffer(), .untilClose)
        head = nil
        if case .broken(let ending) = try await wire.send(bytes, response.body, framing) {
          // The body's own failure goes before the script's end.
          try await wire.finish(ending, end)
          return false
        }
        keepsAlive = keepsAlive && framing != .untilClose
      }
    }
    try await send(&head, on: wire)
    if !keepsAlive { await end.perform(script.end) }
    return keepsAlive
  }

  /// A head that was announced and has no body after it.
  private func send(
    _ head: inout (bytes: ByteBuffer, body: Framing)?, on wire: ResponseWire
  ) async throws {
    guard let bytes = head?.bytes else { return }
    head = nil
    wire.account.sent(1)
    try await wire.write(bytes)
  }

  private func announced(_ framing: WireScript.Framing) -> (ByteBuffer, Framing) {
    let isLast = isLast || script.end != .usual
    switch framing {
    case .usual: return (usual.head(response.head, isLast: isLast), usual)
    // Sent whole, however much it is: the length is what lies.
    case .length(let length):
      return (Framing.length(length).head(response.head, isLast: isLast), .untilClose)
    case .untilClose: return (Framing.untilClose.head(response.head, isLast: true), .untilClose)
    }
  }
}
