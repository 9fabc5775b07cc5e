import HTTPTypes
import NemoHTTP
import NemoTime

/// Writes down one exchange as it happens.
///
/// When it is deallocated before its end, the client has dropped the response: `cancelled`.
final class ExchangeRecording: Sendable {
  private let session: RecordingSession
  private let number: Int
  private let start: Instant
  /// Method and URL as they were sent.
  private let asked: Exchange.Request
  private let isForm: Bool
  private let state: Locked<State>

  private struct State {
    var request: RequestBodyCollector
    var isRequestRead = false
    var isRequestStored = false
    var response: ResponseBodyRecording?
    var lastCut = Duration.zero
    var isEnded = false
  }

  init(_ request: TransportRequest, _ session: RecordingSession) {
    let contentType = request.head.headerFields[.contentType]
    self.session = session
    self.isForm = HeaderRules.isURLEncodedForm(contentType)
    self.start = session.time.now
    self.state = Locked(State(request: RequestBodyCollector(contentType: contentType)))
    let (method, url) = (request.head.method.rawValue, request.url)
    let number = session.nextExchange()
    let asked = Exchange.Request(method: method, url: url)
    self.number = number
    self.asked = asked
    let at = session.offset
    session.record { redactor in
      try HeaderRules.learnCredentials(of: request.head.headerFields, &redactor)
      let headers = try HeaderRules.request(request.head.headerFields, &redactor)
      try redactor.learnClientIDs(of: asked, backend: session.backend)
      redactor.hear(url: url)
      let recorded = Exchange.Request(
        method: method, url: try redactor.redact(url), headers: headers, at: at)
      return [.request(number, id: nil, recorded)]
    }
  }

  deinit { end(ExchangeEnd(.cancelled, sent: sentWhenLeft)) }

  private var offset: Duration { start.duration(to: session.time.now).onTape }

  // MARK: The request's body

  /// The same body, observed on its way. Each reading from the start begins the account anew.
  ///
  /// Holds no reference: a transport may keep a request for longer than the exchange lasts.
  func observing(_ body: HTTPBody) -> HTTPBody {
    let collector = state.withLock { $0.request }
    let start: @Sendable () -> @Sendable () async throws -> BodyChunk? = { [weak self] in
      let iterator = body.makeAsyncIterator()
      let collector = Locked(collector)
      return { [weak self] in
        var iterator = iterator
        let chunk = try await iterator.next()
        if let chunk {
          collector.withLock { $0.append(chunk.bytes) }
        } else {
          self?.requestWasRead(collector.withLock { $0 })
        }
        return chunk
      }
    }
    return body.isReplayable
      ? HTTPBody(length: body.length, replayable: start)
      : HTTPBody(length: body.length, once: start())
  }

  private func requestWasRead(_ collector: RequestBodyCollector) {
    let isNew = state.withLock { state in
      defer { state.isRequestRead = true }
      state.request = collector
      return !state.isRequestRead
    }
    if isNew { storeRequestBody() }
  }

  private func storeRequestBody() {
    let content: BodyContent? = state.withLock { state in
      guard !state.isRequestStored else { return nil }
      state.isRequestStored = true
      return state.request.content
    }
    guard let content, content != .empty else { return }
    session.record { redactor in
      var asked = asked
      asked.body = content
      try redactor.learnClientIDs(of: asked, backend: session.backend)
      redactor.hear(content)
      return [.requestBody(number, try redactor.redact(content, isForm: isForm))]
    }
  }

  /// Reads what the transport did not need of the body: a replay is asked with all of it.
  func completeRequest(_ body: HTTPBody) async {
    guard !state.withLock({ $0.isRequestRead }), body.isReplayable else { return }
    var collector = state.withLock { $0.request }
    do {
      for try await chunk in body { collector.append(chunk.bytes) }
    } catch { return }  // The transport met the same failure, and its error is recorded.
    requestWasRead(collector)
  }

  // MARK: The response

  func receive(_ head: HTTPResponse) {
    let contentType = head.headerFields[.contentType]
    let body = ResponseBodyRecording(number: number, contentType: contentType, session)
    state.withLock { $0.response = body }
    let at = offset
    session.record { redactor in
      try HeaderRules.learnCredentials(of: head.headerFields, &redactor)
      let headers = try HeaderRules.response(head.headerFields, &redactor)
      return [.response(number, status: head.status.code, headers: headers, at: at)]
    }
  }

  /// The same body, every delivery written down before it is passed on.
  func observing(response body: HTTPBody) -> HTTPBody {
    let iterator = body.makeAsyncIterator()
    return HTTPBody(
      length: body.length,
      once: { [self] in
        var iterator = iterator
        do {
          let chunk = try await iterator.next()
          if let chunk { receive(chunk) } else { end(ExchangeEnd(.closed)) }
          return chunk
        } catch {
          fail(error)
          throw error
        }
      })
  }

  private func receive(_ chunk: BodyChunk) {
    let cuts = cuts(of: chunk)
    record { try $0.append(chunk.bytes, cuts: cuts, &$1) }
  }

  /// A transport's own times count where they fit between what came before and now.
  private func cuts(of chunk: BodyChunk) -> [Exchange.Cut] {
    let now = offset
    return state.withLock { state in
      chunk.deliveries.map { delivery in
        let at = delivery.at.map { start.duration(to: $0).onTape } ?? now
        state.lastCut = min(max(at, state.lastCut), now)
        return Exchange.Cut(length: delivery.length, at: state.lastCut)
      }
    }
  }

  // MARK: The end

  func fail(_ error: any Error) {
    guard let failure = error as? TransportFailure else {
      return end(ExchangeEnd(.cancelled, sent: sentWhenLeft))
    }
    end(
      ExchangeEnd(
        .init(rawValue: failure.code.rawValue), sent: failure.sent, detail: failure.detail))
  }

  private var sentWhenLeft: TransportFailure.Sent {
    state.withLock { $0.response == nil } ? .possibly : .complete
  }

  private func end(_ end: ExchangeEnd) {
    let isFirst = state.withLock { state in
      defer { state.isEnded = true }
      return !state.isEnded
    }
    guard isFirst else { return }
    storeRequestBody()
    var end = end
    end.at = offset
    session.record { redactor in
      end.detail = try redactor.redact(end.detail)
      let rest = try state.withLock { try $0.response?.end(&redactor) ?? [] }
      return rest + [.end(number, end)]
    }
  }

  private func record(
    _ body: (inout ResponseBodyRecording, inout Redactor) throws -> [RecordingRow]
  ) {
    session.record { redactor in
      try state.withLock { state in
        guard var response = state.response else { return [] }
        state.response = nil
        defer { state.response = response }
        return try body(&response, &redactor)
      }
    }
  }
}
