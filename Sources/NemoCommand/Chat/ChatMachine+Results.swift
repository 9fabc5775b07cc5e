import NemoClient

// What becomes of the work.
extension ChatMachine {
  // MARK: While it lasts

  mutating func receive(_ event: TurnEvent) {
    switch event {
    case .said(let text):
      say(text)
      report("said", ["text": .string(text)])
    case .stillWorking:
      say(wording.stillWorking, .dim)
      report("working")
    case .recovering: say(wording.recovering, .dim)
    case .rateLimited(let pause): say(wording.busy(pause), .dim)
    case .suggested(let actions): suggestions += actions.filter { !suggestions.contains($0) }
    case .toolCall(let name): act(.trace("tool \(name)"))
    // The error that ends such a turn says it.
    case .sessionReplaced: break
    }
  }

  mutating func receive(_ progress: UploadProgress) {
    guard case .upload(let source) = job else { return }
    let whole = max(progress.totalBytes, 1)
    act(
      .progress(wording.uploading(source.name), Double(progress.sentBytes) / Double(whole)))
  }

  mutating func receive(_ progress: ExportProgress) {
    switch progress {
    case .submitting: act(.progress(wording.rendering, 0))
    case .rendering(let percent): act(.progress(wording.rendering, (percent ?? 0) / 100))
    case .retrying: say(wording.renderingAgain, .dim)
    case .downloading(let received, let total):
      let fraction = total.map { Double(received) / Double(max($0, 1)) } ?? 0
      act(.progress(wording.downloading, fraction))
    case .rateLimited(let pause): say(wording.busy(pause), .dim)
    }
  }

  // MARK: At its end

  mutating func finished(_ job: ChatJob, _ result: ChatResult) {
    // A question that was answered beside the job changes nothing for it.
    guard job == self.job else {
      if case .failed(let failure) = result { return act(.complain(wording.sentence(failure))) }
      return tell(job, result)
    }
    clearJob()
    act(.endProgress)
    tell(job, result)
    startNext()
  }

  private mutating func tell(_ job: ChatJob, _ result: ChatResult) {
    switch (job, result) {
    case (.upload(let source), .uploaded(let files)): uploaded(source, files)
    case (_, .turn(let outcome)): ended(outcome)
    case (_, .settled(let outcome)): settled(outcome)
    case (_, .exported(let file)): exported(file)
    case (.subtitles(let path), .savedSubtitles): savedSubtitles(path)
    case (_, .credits(let balance)): tell(balance)
    case (_, .status(let state)): tell(state)
    case (_, .link(let link)):
      say(wording.link(link))
      report("link", ["url": .string(link)])
    case (_, .failed(.stopped)): stopped(job)
    case (_, .failed(let failure)): failed(failure)
    default: break
    }
  }

  private mutating func uploaded(_ source: ClipSource, _ files: [UploadedFile]) {
    uploads += files.isEmpty ? [source.name] : files.map(\.filename)
    if case .file(let path) = source { uploadedPaths.append(path) }
    say(wording.uploaded(files, source.name), .good)
    report("uploaded", ["file": .string(source.name)])
    if queue.isEmpty { offerSteps(after: .upload, nil) }
  }

  private mutating func exported(_ file: ExportedFile) {
    written.insert(file.path)
    say(wording.videoReady(file.path, file.sizeBytes), .good)
    report(
      "exported", ["path": .string(file.path), "sizeBytes": .number(file.sizeBytes)])
    if queue.isEmpty { offerSteps(after: .export, nil) }
  }

  private mutating func savedSubtitles(_ path: String) {
    written.insert(path)
    say(wording.subtitlesSaved(path), .good)
    report("subtitles", ["path": .string(path)])
  }

  private mutating func tell(_ balance: Balance) {
    say(wording.credits(balance))
    report(
      "credits",
      [
        "available": .number(Int(balance.available)), "frozen": .number(Int(balance.frozen)),
        "total": .number(Int(balance.total)),
      ])
  }

  mutating func tell(_ state: SessionState) {
    let summary = state.draft.map(TimelineSummary.init)
    if settings.isInteractive, let draft = state.draft {
      act(.picture(draft.bytes, wording.language))
    } else {
      say(summary.map(wording.timeline) ?? wording.emptyTimeline)
    }
    for file in state.media { say("  " + wording.line(about: file), .dim) }
    report(
      "status",
      [
        "timeline": .optional(summary?.description),
        "media": .array(state.media.map { .string($0.filename) }),
      ])
  }

  mutating func offerSteps(after step: NextSteps.Step, _ timeline: TimelineSummary?) {
    guard settings.isInteractive, offer == nil else { return }
    steps = NextSteps.after(step, timeline: timeline, in: wording.language)
    guard !steps.isEmpty else { return }
    for line in wording.nextSteps(steps) { say(line, .dim) }
  }

  // MARK: Failures

  private mutating func stopped(_ job: ChatJob) {
    exitCode = ExitTable.interrupted
    report("stopped")
    switch job {
    case .upload:
      say(wording.stoppedUpload, .dim)
      dropLine()
    case .export: say(wording.stoppedExport, .dim)
    default: say(wording.stopped, .dim)
    }
    holdQueue()
    if !settings.isInteractive { leave() }
  }

  private mutating func failed(_ failure: ChatFailure) {
    let isCut = dropLine()
    holdQueue()
    fail(failure)
    if isCut, settings.isInteractive { say(wording.lineIsKept, .dim) }
  }

  /// Tells an error. In a pipe it ends the conversation: what follows was written for another case.
  mutating func fail(_ failure: ChatFailure) {
    let sentence = wording.sentence(failure)
    act(.complain(sentence))
    exitCode = failure.exitCode
    var code = "other"
    if case .nemo(let error) = failure { code = error.code.rawValue }
    report("error", ["code": .string(code), "sentence": .string(sentence)])
    if !settings.isInteractive { leave() }
  }

  /// What is left of the line that the job came from makes no sense without it: an instruction is
  /// not sent when its file did not arrive.
  @discardableResult private mutating func dropLine() -> Bool {
    let count = queue.count
    queue.removeAll { $0.line == jobLine.line }
    return queue.count < count
  }
}
