import HTTPTypes
import NIOCore
import NIOHTTP1
import NemoHTTP

/// One request and its response.
///
/// A class, because a task that sends a stream keeps it in each of its suspended functions.
final class Exchange: Sendable {
  let isSecure: Bool
  let reader: PartReader
  let wire: ResponseWire
  let end: ConnectionEnd

  init(isSecure: Bool, reader: PartReader, wire: ResponseWire, end: ConnectionEnd) {
    self.isSecure = isSecure
    self.reader = reader
    self.wire = wire
    self.end = end
  }

  /// How far an exchange has come.
  enum Progress {
    case over(goesOn: Bool)
    /// The head is sent, and the body may take its time.
    case streaming(HTTPBody.Iterator, isChunked: Bool, isLast: Bool)
  }

  /// What is to be sent.
  private enum Reply {
    case response(ByteBuffer, HTTPBody, Framing, isLast: Bool)
    case scripted(ScriptedResponse)
    case ending(WireEnding)
  }

  /// Answers a request, but for the body of a stream.
  ///
  /// - Throws: when the client is gone.
  func begin(
    _ request: IncomingRequest, with transport: any HTTPTransport
  ) async throws -> Progress {
    switch try await reply(to: request, of: transport) {
    case .response(let head, let body, let framing, let isLast):
      if framing == .chunked || framing == .untilClose {
        try await wire.sendHead(head)
        return .streaming(
          body.makeAsyncIterator(), isChunked: framing == .chunked,
          isLast: isLast || framing == .untilClose)
      }
      return .over(goesOn: try await end(try await wire.send(head, body, framing), isLast: isLast))
    case .scripted(let response):
      return .over(goesOn: try await response.perform(on: wire, end: end))
    case .ending(let ending): return .over(goesOn: try await finish(ending))
    }
  }

  /// Sends the rest. Returns whether another exchange may follow on the connection.
  ///
  /// - Throws: when the client is gone.
  func finish(_ progress: Progress) async throws -> Bool {
    switch progress {
    case .over(let goesOn): return goesOn
    case .streaming(let chunks, let isChunked, let isLast):
      return try await end(try await wire.sendOpen(chunks, isChunked: isChunked), isLast: isLast)
    }
  }

  private func end(_ outcome: ResponseWire.Outcome, isLast: Bool) async throws -> Bool {
    switch outcome {
    case .complete where !isLast: return true
    case .complete:
      await end.close()
      return false
    case .broken(let ending): return try await finish(ending)
    }
  }

  private func reply(
    to request: IncomingRequest, of transport: any HTTPTransport
  ) async throws -> Reply {
    switch request {
    case .head(let head): try await reply(to: head, of: transport)
    case .begun(let request): await reply(to: request)
    }
  }

  private func reply(to begun: BegunRequest) async -> Reply {
    do {
      return reply(try await begun.answer.response(), to: begun.head, isLast: false)
    } catch {
      return .ending(WireEnding(insteadOfHead: error))
    }
  }

  private func reply(
    to head: HTTPRequestHead, of transport: any HTTPTransport
  ) async throws -> Reply {
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
