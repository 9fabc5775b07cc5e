import NemoHTTP
import NemoTime

/// One export: performs what ``ExportMachine`` decides, and keeps the store in step.
///
/// Whatever moment the process is killed at, the store has what ``resume(_:to:)`` needs: a row comes
/// before the temporary file and before the submission that it tells of.
struct Export: Sendable {
  let api: APIClient
  let sessionID: String
  let progress: @Sendable (ExportProgress) -> Void
  /// What is rendered. Asked for only when something is submitted.
  let draft: @Sendable () async throws -> Draft
  private let claims: RenderClaims
  private let read = Locked<Draft?>(nil)
  /// The most that was told: a backend that goes back in its own words would only confuse.
  private let percent = Locked<Double?>(nil)

  init(
    api: APIClient, sessionID: String, progress: @escaping @Sendable (ExportProgress) -> Void,
    draft: @escaping @Sendable () async throws -> Draft
  ) {
    self.api = api
    self.sessionID = sessionID
    self.progress = progress
    self.draft = draft
    claims = RenderClaims(api.configuration.store)
  }

  /// A new render of the session, whose file is to stand at the path.
  func begin(to path: String) async throws -> ExportedFile {
    defer { claims.release() }
    let part = OutputFile.partPath(for: path, api.configuration.entropy)
    var render = planned(path, part)
    _ = try claims.take(render.id)
    try save(&render, .planned)
    do {
      let output = try OutputFile(path, through: part, files: api.files)
      defer { output.discard() }
      return try await follow(&render, .begin, output, avoidingExisting: false)
    } catch {
      // Nothing was submitted, and there is nothing to clean up.
      if render.state == .planned { try? api.configuration.store.forget(render: render.id) }
      throw error
    }
  }

  /// Takes up a render, unless somebody is at it or has been.
  ///
  /// - Parameter path: where its file is to stand; nil for its own place, or a free one beside it.
  func resume(_ given: StoredRender, to path: String? = nil) async throws -> RenderEnd {
    defer { claims.release() }
    guard try await hold(given.id) else { return .heldElsewhere }
    // Only now: another process may have been at it until a moment ago.
    var render =
      try storing { try api.configuration.store.renders() }
      .first { $0.id == given.id } ?? given
    if render.state != given.state, render.state.isFinal { return end(of: render) }
    if let file = placed(render), path == nil {
      try save(&render, .delivered)
      return .alreadyDelivered(file)
    }
    if let part = render.partPath { try? api.files.remove(part) }
    guard render.state != .planned else {
      try storing { try api.configuration.store.forget(render: render.id) }
      return .notBegun
    }
    let wanted = path ?? render.outputPath ?? ""
    let part = OutputFile.partPath(for: wanted, api.configuration.entropy)
    render.outputPath = api.files.absolute(wanted)
    render.partPath = api.files.absolute(part)
    try save(&render, render.state)
    let output = try OutputFile(wanted, through: part, files: api.files)
    defer { output.discard() }
    return .delivered(
      try await follow(&render, .resume, output, avoidingExisting: path == nil))
  }

  /// How often a render that another process holds is tried, and how long to wait in between: one
  /// that only lists what there is lets go at once.
  private static let holdAttempts = 3
  private static let holdPause = Duration.milliseconds(100)

  private func hold(_ id: String) async throws -> Bool {
    for attempt in 1...Self.holdAttempts {
      if try claims.take(id) { return true }
      guard attempt < Self.holdAttempts else { break }
      try await api.time.sleep(for: Self.holdPause, "a render that another process holds")
    }
    return false
  }

  /// What another process has made of it.
  private func end(of render: StoredRender) -> RenderEnd {
    guard render.state == .delivered, let path = render.outputPath else { return .notBegun }
    return .alreadyDelivered(
      ExportedFile(path: path, sizeBytes: render.sizeBytes ?? 0, renderID: render.id))
  }

  /// The file of a run that was killed after it had put it in its place, and before it could note
  /// that: the temporary one is gone, and what stands there has its size.
  private func placed(_ render: StoredRender) -> ExportedFile? {
    guard render.state == .downloaded, let path = render.outputPath, let size = render.sizeBytes,
      let part = render.partPath, !api.files.exists(part), (try? api.files.size(of: path)) == size
    else { return nil }
    return ExportedFile(path: path, sizeBytes: size, renderID: render.id)
  }

  private func follow(
    _ render: inout StoredRender, _ first: ExportMachine.Event, _ output: OutputFile,
    avoidingExisting: Bool
  ) async throws -> ExportedFile {
    var machine = ExportMachine(policy: api.policy)
    var undelivered = NemoError(.downloadFailed, during: .download, wasSent: true)
    var action = machine.receive(first, at: api.time.now)
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
          try await download(&render, url, sizeBytes, output)
          return try deliver(&render, output, avoidingExisting: avoidingExisting)
        } catch let error as NemoError where error.code == .downloadFailed {
          undelivered = error
          event = .notDelivered
        }
      case .leave:
        throw undelivered
      case .fail:
        try save(&render, .failed)
        throw NemoError(.renderFailed, during: .export, wasSent: true)
      case .handOn:
        try save(&render, .handedOn)
        throw NemoError(.stillRendering, during: .export, wasSent: true)
      }
      action = machine.receive(event, at: api.time.now)
    }
  }

  // MARK: Submit

  private func planned(_ path: String, _ part: String) -> StoredRender {
    StoredRender(
      id: newID(), sessionID: sessionID, outputPath: api.files.absolute(path), state: .planned,
      partPath: api.files.absolute(part))
  }

  /// An id that was never used: the time, and randomness for two exports at once (contract section
  /// 3.1).
  private func newID() -> String {
    "render_\(api.time.wall.millisecondsSinceEpoch)_\(api.configuration.entropy.hexadecimal(8))"
  }

  private func submit(_ render: inout StoredRender) async throws -> ExportMachine.Event {
    let isRetry = render.state != .planned
    if isRetry { progress(.retrying) }
    let draft = try await knownDraft()
    if isRetry { try succeed(&render) } else { try save(&render, .prepared) }
    percent.withLock { $0 = nil }
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

  /// Read once: a retry renders what was asked for.
  private func knownDraft() async throws -> Draft {
    if let draft = read.withLock({ $0 }) { return draft }
    let draft = try await draft()
    read.withLock { $0 = draft }
    return draft
  }

  /// Puts another render in the place of one that failed or never arrived. The new one is in the
  /// store first, so that there is always one to take up.
  private func succeed(_ render: inout StoredRender) throws {
    var failed = render
    render = StoredRender(
      id: newID(), sessionID: sessionID, outputPath: failed.outputPath, partPath: failed.partPath)
    _ = try claims.take(render.id)
    try save(&render, .prepared)
    try save(&failed, .failed)
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

  private func download(
    _ render: inout StoredRender, _ url: String?, _ sizeBytes: Int?, _ output: OutputFile
  ) async throws {
    render.url = url
    try save(&render, .completed)
    let download = Download(
      api: api, output: output, renderID: render.id, announcedBytes: sizeBytes, progress: progress)
    try await download.fetch(from: url)
  }

  private func deliver(
    _ render: inout StoredRender, _ output: OutputFile, avoidingExisting: Bool
  ) throws -> ExportedFile {
    if avoidingExisting { try output.avoidExisting() }
    try output.synchronize()
    render.outputPath = api.files.absolute(output.path)
    render.sizeBytes = output.sizeBytes
    try save(&render, .downloaded)
    try output.commit()
    // The file stands at its path. A store that fails now would only have the render be taken up
    // once more, and found there; the export has not failed.
    try? save(&render, .delivered)
    return ExportedFile(path: output.path, sizeBytes: output.sizeBytes, renderID: render.id)
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
