import HTTPTypes
import NIOCore
import NIOHTTP1
import NemoHTTP

/// One request and its response.
struct Exchange {
  let head: HTTPRequestHead
  let isSecure: Bool
  let reader: PartReader
  let wire: ResponseWire
  let end: ConnectionEnd

  /// Returns whether another exchange may follow on the connection.
  ///
  /// - Throws: when the client is gone.
  func perform(with transport: any HTTPTransport) async throws -> Bool {
    let request: RequestHead
    do {
      request = try RequestHead(head, isSecure: isSecure)
    } catch {
      wire.account.received()
      return try await finish(.answer(error))
    }
    let body = requestBody(of: request)
    try await body.settle()
    wire.account.received()
    do {
      let response = try await transport.send(
        TransportRequest(head: request.request, body: body.asHTTPBody))
      return try await send(response, to: request, body)
    } catch let error as WireClosed {
      throw error
    } catch {
      if let refusal = body.refusal { return try await finish(.answer(Refusal(refusal))) }
      return try await finish(WireEnding(insteadOfHead: error))
    }
  }

  private func requestBody(of request: RequestHead) -> RequestBody {
    let wire = wire
    return RequestBody(length: request.length, reader: reader, account: wire.account) {
      if request.expectsContinue { try await wire.sendContinue() }
    }
  }

  private func send(
    _ response: TransportResponse, to request: RequestHead, _ body: RequestBody
  ) async throws -> Bool {
    try await body.settle()
    let isLast = !request.keepsAlive || !body.isComplete
    let framing = Framing(of: response, to: request)
    if let script = response.wire {
      let scripted = ScriptedResponse(
        script: script, response: response, usual: framing, isLast: isLast)
      return try await scripted.perform(on: wire, end: end)
    }
    let head = framing.head(response.head, isLast: isLast)
    switch try await wire.send(head, response.body, framing) {
    case .complete where !isLast && framing != .untilClose: return true
    case .complete:
      await end.close()
      return false
    case .broken(let ending): return try await finish(ending)
    }
  }

  /// Ends the exchange other than with the transport's response; the connection ends with it.
  private func finish(_ ending: WireEnding) async throws -> Bool {
    try await wire.finish(ending, end)
    return false
  }
}

extension ResponseWire {
  /// Ends an exchange other than as HTTP has it, and its connection with it.
  func finish(_ ending: WireEnding, _ end: ConnectionEnd) async throws {
    switch ending {
    case .close:
      account.sent(1)
      await end.close()
    case .reset:
      account.sent(1)
      await end.reset()
    case .garbage(let bytes):
      account.sent(1)
      try await write(bytes)
      await end.close()
    case .silence: await end.silence()
    case .answer(let refusal):
      try await send(refusal)
      await end.close()
    case .script(let script):
      account.sent(1)
      for case .bytes(let bytes) in script.steps { try await write(ByteBuffer(bytes: bytes)) }
      await end.perform(script.end)
    }
  }
}
