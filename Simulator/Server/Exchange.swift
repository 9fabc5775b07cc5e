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

  /// What is to be sent.
  private enum Reply {
    case response(ByteBuffer, HTTPBody, Framing, isLast: Bool)
    case scripted(ScriptedResponse)
    case ending(WireEnding)
  }

  /// Returns whether another exchange may follow on the connection.
  ///
  /// - Throws: when the client is gone.
  func perform(with transport: any HTTPTransport) async throws -> Bool {
    // Nothing of the request is kept while its response is sent: there may be thousands of streams.
    switch try await reply(of: transport) {
    case .response(let head, let body, let framing, let isLast):
      switch try await wire.send(head, body, framing) {
      case .complete where !isLast && framing != .untilClose: return true
      case .complete:
        await end.close()
        return false
      case .broken(let ending): return try await finish(ending)
      }
    case .scripted(let response): return try await response.perform(on: wire, end: end)
    case .ending(let ending): return try await finish(ending)
    }
  }

  @inline(never)
  private func reply(of transport: any HTTPTransport) async throws -> Reply {
    let request: RequestHead
    do {
      request = try RequestHead(head, isSecure: isSecure)
    } catch {
      wire.account.received()
      return .ending(.answer(error))
    }
    let body = requestBody(of: request)
    try await body.settle()
    wire.account.received()
    do {
      let response = try await transport.send(
        TransportRequest(head: request.request, body: body.asHTTPBody))
      try await body.settle()
      return reply(response, to: request, isLast: !request.keepsAlive || !body.isComplete)
    } catch let error as WireClosed {
      throw error
    } catch {
      if let refusal = body.refusal { return .ending(.answer(Refusal(refusal))) }
      return .ending(WireEnding(insteadOfHead: error))
    }
  }

  private func reply(
    _ response: TransportResponse, to request: RequestHead, isLast: Bool
  ) -> Reply {
    let framing = Framing(of: response, to: request)
    if let script = response.wire {
      return .scripted(
        ScriptedResponse(script: script, response: response, usual: framing, isLast: isLast))
    }
    return .response(
      framing.head(response.head, isLast: isLast), response.body, framing, isLast: isLast)
  }

  private func requestBody(of request: RequestHead) -> RequestBody {
    let wire = wire
    return RequestBody(length: request.length, reader: reader, account: wire.account) {
      if request.expectsContinue, !WireScript.withholdsContinue { try await wire.sendContinue() }
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
