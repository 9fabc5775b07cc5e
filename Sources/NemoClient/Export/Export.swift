import NemoHTTP
import NemoTime

/// One export: performs what ``ExportMachine`` decides, and keeps the store in step.
struct Export: Sendable {
  let api: APIClient
  let sessionID: String
  let output: OutputFile
  let progress: @Sendable (ExportProgress) -> Void
  /// What is rendered. Asked for only when something is submitted.
  let draft: @Sendable () async throws -> Draft
  /// The render that is taken up; nil for a new one.
  var resumed: StoredRender?
  /// The most that was told: a backend that goes back in its own words would only confuse.
  private let percent = Locked<Double?>(nil)

  init(
    api: APIClient, sessionID: String, output: OutputFile,
    progress: @escaping @Sendable (ExportProgress) -> Void,
    draft: @escaping @Sendable () async throws -> Draft, resumed: StoredRender? = nil
  ) {
    self.api = api
    self.sessionID = sessionID
    self.output = output
    self.progress = progress
    self.draft = draft
    self.resumed = resumed
  }

  func run() async throws -> ExportedFile {
    var machine = ExportMachine(policy: api.policy)
    var render = resumed ?? prepared()
    var undelivered = NemoError(.downloadFailed, during: .download, wasSent: true)
    var action = machine.receive(resumed == nil ? .begin : .resume, at: api.time.now)
    while true {
      let event: ExportMachine.Event
      switch action {
      case .submit:
        event = try await submit(&render)
      case .poll(let instant):
        try await api.time.sleep(until: instant, "the next poll of a render")
        event = try await poll(render)
      case .download(let url, let sizeBytes):
        do {
          return try await deliver(&render, url, sizeBytes)
        } catch let error as NemoError where error.code == .downloadFailed {
          undelivered = error
          event = .notDelivered
        }
      case .leave:
        throw undelivered
      case .fail:
        throw NemoError(.renderFailed, during: .export, wasSent: true)
      case .handOn:
        try save(&render, .handedOn)
        throw NemoError(.stillRendering, during: .export, wasSent: true)
      }
      action = machine.receive(event, at: api.time.now)
      if action == .submit || action == .fail { try save(&render, .failed) }
      if action == .submit { progress(.retrying) }
    }
  }

  // MARK: Submit

  /// Under an id that was never used: the time, and randomness for two exports at once
  /// (contract section 3.1).
  private func prepared() -> StoredRender {
    let id =
      "render_\(api.time.wall.millisecondsSinceEpoch)_\(api.configuration.entropy.hexadecimal(8))"
    return StoredRender(id: id, sessionID: sessionID, outputPath: output.path)
  }

  private func isUsed(_ render: StoredRender) -> Bool {
    render.submittedAt != nil || render.id == resumed?.id
  }

  private func submit(_ render: inout StoredRender) async throws -> ExportMachine.Event {
    let draft = try await draft()
    if isUsed(render) { render = prepared() }
    percent.withLock { $0 = nil }
    try save(&render, .prepared)
    progress(.submitting(renderID: render.id))
    render.submittedAt = api.time.wall
    let wire = WireRequest.submitRender(id: render.id, sessionID: sessionID, draft: draft.bytes)
    let call = APIClient.Call(
      operation: .export, repeats: .whenNothingWasSent,
      onPause: { [progress] in progress(.rateLimited($0)) })
    do {
      let status = try await status(wire, call)
      try save(&render, .submitted)
      return .submitted(ExportMachine.Status(status))
    } catch let error as NemoError {
      return try event(ofSubmission: error, &render)
    }
  }

  private func event(
    ofSubmission error: NemoError, _ render: inout StoredRender
  ) throws -> ExportMachine.Event {
    switch error.cause {
    case .transport(let failure) where failure.sent != .nothing:
      try save(&render, .submitted)
      return .submitUnanswered
    case .refusal(let refusal) where error.isCurable && refusal.httpStatus >= 500:
      try save(&render, .submitted)
      return .submitUnanswered
    case .other where error.code == .unexpectedAnswer:
      // A good status is enough, and the render is known by its own id (section 19, row 2).
      try save(&render, .submitted)
      return .submitUnanswered
    case .refusal where error.isCurable:
      return .submitRefused
    default:
      try save(&render, .failed)
      throw error
    }
  }

  // MARK: Poll

  /// A failed poll is one of the ten: it is not repeated by itself, not even after a 429, because
  /// the next one comes after the same pause.
  private func poll(_ render: StoredRender) async throws -> ExportMachine.Event {
    let call = APIClient.Call(
      operation: .export, repeats: .never,
      onPause: { [progress] in progress(.rateLimited($0)) })
    do {
      let status = try await status(.renderStatus(id: render.id), call)
      let event = ExportMachine.Status(status)
      if event == .working {
        percent.withLock { known in known = [known, status.progress].compactMap(\.self).max() }
        progress(.rendering(percent: percent.withLock { $0 }))
      }
      return .polled(event)
    } catch let error as NemoError {
      if error.meansNotFound { return .pollNotFound }
      if error.code == .rateLimited { progress(.rateLimited(api.policy.renderPollInterval)) }
      guard error.isFinal || error.code == .exportBlocked else { return .pollFailed }
      throw error
    }
  }

  private func status(
    _ wire: WireRequest, _ call: APIClient.Call
  ) async throws -> RenderStatus {
    let endpoint = wire.endpoint
    return try await api.value(wire, call) { status, body in
      try RenderStatus(of: endpoint, status: status, body: body)
    }
  }

  // MARK: Deliver

  private func deliver(
    _ render: inout StoredRender, _ url: String?, _ sizeBytes: Int?
  ) async throws -> ExportedFile {
    render.url = url
    try save(&render, .completed)
    let download = Download(
      api: api, output: output, renderID: render.id, announcedBytes: sizeBytes, progress: progress)
    try await download.fetch(from: url)
    let sizeBytes = output.sizeBytes
    try output.commit()
    render.outputPath = output.path
    // The file stands at its path. A store that fails now would only have the render be taken up
    // once more; the export has not failed.
    try? save(&render, .delivered)
    return ExportedFile(path: output.path, sizeBytes: sizeBytes, renderID: render.id)
  }

  private func save(_ render: inout StoredRender, _ state: StoredRender.State) throws {
    render.state = state
    let saved = render
    try storing { try api.configuration.store.save(render: saved) }
  }
}

extension ExportMachine.Status {
  init(_ status: RenderStatus) {
    switch status.status {
    case .completed:
      self = .completed(url: status.outputURL, sizeBytes: status.outputBytes)
    case .failed: self = .failed
    default: self = .working
    }
  }
}

extension NemoError {
  fileprivate var meansNotFound: Bool {
    guard case .refusal(let refusal)? = cause else { return false }
    return refusal.httpStatus == 404 || refusal.code == .sessionNotFound
  }

  /// Whether another render id may help; the other codes have a remedy of their own.
  fileprivate var isCurable: Bool {
    [.refused, .unexpectedAnswer, .backendTrouble, .renderFailed].contains(code)
  }
}
