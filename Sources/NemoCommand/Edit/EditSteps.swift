import NemoClient

/// The steps of an edit, told as they go: shared by one file, a batch and a session that goes on.
struct EditSteps: Sendable {
  let connection: Connection
  let session: EditingSession
  let teller: Teller

  func upload(_ file: String) async throws -> [UploadedFile] {
    let title = EditRemark.uploading(lastPathComponent(file)).text(in: teller.language)
    let files = try await session.upload(file) { progress in
      let total = Double(progress.totalBytes)
      teller.progress(title, total == 0 ? 1 : Double(progress.sentBytes) / total)
    }
    teller.endProgress()
    return files
  }

  /// What the client answers by itself never reaches the agent (contract section 14); nil then.
  ///
  /// - Parameters:
  ///   - job: what else there is to the edit.
  ///   - subject: the file that the message begins with; nil where it goes without saying.
  ///   - own: see ``Conversation/turn(_:in:startingFrom:)``.
  func perform(
    _ instruction: String, _ job: EditPlan.Job, about subject: String? = nil,
    startingFrom own: [UploadedFile]? = nil
  ) async throws -> TurnReport? {
    let request = IntentRouter.read(instruction)
    let turn = try await perform(request, job, subject, own)
    // "… and then export it": what comes after a message is for the client too.
    for next in request.afterwards { _ = try await perform(next, job, nil, nil) }
    return turn
  }

  private func perform(
    _ request: Request, _ job: EditPlan.Job, _ subject: String?, _ own: [UploadedFile]?
  ) async throws -> TurnReport? {
    switch request.intent {
    case .credits: teller.say(EditRemark.credits(try await connection.credits().available))
    case .status: teller.show(try await session.state().draft)
    case .export: teller.say(job.output == nil ? EditRemark.exportsNot : EditRemark.willExport)
    case .upload:
      let name = job.file.map(lastPathComponent)
      teller.say(name.map(EditRemark.isUploaded) ?? EditRemark.ready)
    case .subtitles: teller.say(EditRemark.noSubtitles)
    case .message:
      let message = subject.map { "\($0): \(request.text)" } ?? request.text
      return try await Conversation(teller).turn(message, in: session, startingFrom: own)
    }
    return nil
  }

  func export(to path: String, _ ownership: DraftOwnership? = nil) async throws -> ExportedFile {
    let language = teller.language
    let exported = try await session.export(to: path, ownership: ownership) { progress in
      switch progress {
      case .submitting: teller.progress(EditRemark.rendering.text(in: language), 0)
      case .rendering(let percent):
        teller.progress(EditRemark.rendering.text(in: language), (percent ?? 0) / 100)
      case .retrying: teller.say(EditRemark.renderingAgain)
      case .downloading(let received, let total):
        teller.progress(
          EditRemark.downloading.text(in: language),
          total.map { Double(received) / Double(max($0, 1)) } ?? 0)
      case .rateLimited(let pause): teller.say(Conversation.busy(pause, in: language), .plain)
      }
    }
    teller.endProgress()
    teller.say(EditRemark.done(path: path, size: exported.sizeBytes), .good)
    return exported
  }
}

func lastPathComponent(_ path: String) -> String {
  String(path.split(separator: "/").last ?? "")
}
