// What an error has to tell, decided once for all languages.

extension NemoError {
  var remarks: [any Remark] {
    switch code {
    case .notSignedIn, .tokenRejected, .missingClientID, .sessionLost: signInRemarks
    case .outOfCredits, .exportBlocked, .rateLimited: accountRemarks
    case .unsupportedFile, .fileTooLarge, .emptyFile, .fileNotFound, .fileNotReadable,
      .outputNotWritable:
      fileRemarks
    case .unreachable: [ConnectionRemark.unreachable] + advice
    case .insecure: [ConnectionRemark.insecure] + advice
    case .timedOut: [ConnectionRemark.overdue] + advice
    case .disconnected: [ConnectionRemark.broken] + advice
    case .unexpectedAnswer: [ConnectionRemark.unreadable] + advice
    case .backendTrouble: [ConnectionRemark.trouble] + advice
    case .nothingToExport: [ExportRemark.nothingYet]
    case .foreignDraft: [ExportRemark.foreign(context.path)]
    case .renderFailed: [ExportRemark.failed]
    case .stillRendering: [ExportRemark.stillRendering]
    case .downloadFailed: [ExportRemark.notDownloaded]
    default: otherRemarks
    }
  }

  private var fileRemarks: [any Remark] {
    switch code {
    case .unsupportedFile where operation == .upload: [FileRemark.notAccepted(context.path)]
    case .fileTooLarge where operation == .upload:
      // Only what this machine has found too large has a limit that is known.
      [FileRemark.tooLarge(context.path, limitMegabytes: context.limitMegabytes)]
    case .unsupportedFile, .fileTooLarge:
      operation == .edit
        ? [RequestRemark.instructionNotTaken] + fate + [RequestRemark.fewerWords]
        : [RequestRemark.requestNotTaken]
    case .emptyFile: [FileRemark.empty(context.path)]
    case .fileNotFound: [FileRemark.notFound(context.path)]
    case .fileNotReadable: [FileRemark.notReadable(context.path)]
    default: [FileRemark.notWritable(context.path, isVideoKept: operation == .download)]
    }
  }

  private var otherRemarks: [any Remark] {
    switch code {
    case .editFailed:
      [
        RequestRemark.editFailed(serverReason), Fate.asItWas(mayHaveCost: wasSent),
        RequestRemark.otherWords,
      ]
    case .storeFailed: [SettingRemark.storeFailed]
    case .badConfiguration: [SettingRemark.senseless(badSetting)]
    case .refused where isSentEdit: [RequestRemark.refused(serverReason)] + fate
    case .refused where [.signIn, .createSession].contains(operation) && isNotFound:
      [SettingRemark.noBackend]
    case .refused: [RequestRemark.refused(serverReason)] + fate + [RequestRemark.changeIt]
    case .cancelled: [RequestRemark.cancelled(wasSent: wasSent)]
    default: [ConnectionRemark.unknown] + advice
    }
  }

  private var isNotFound: Bool {
    if case .refusal(let refusal)? = cause { refusal.httpStatus == 404 } else { false }
  }

  /// The server's own words, which are relayed (section 8).
  private var serverReason: String? {
    if case .refusal(let refusal)? = cause { refusal.message } else { nil }
  }

  private var badSetting: BadSetting? {
    switch cause {
    case .setting(let setting): setting
    case .other(let detail) where !detail.isEmpty: .other(detail)
    default: nil
    }
  }
}

// MARK: What became of it

extension NemoError {
  /// Whether asking for the same again may run, and cost, twice (promise 1).
  var isSentEdit: Bool { operation == .edit && wasSent }

  /// What became of an edit; empty for anything else.
  var fate: [any Remark] {
    guard operation == .edit else { return [] }
    guard wasSent else { return [Fate.notRun] }
    return context.unchanged.map { [Fate.unchanged($0), Fate.mayRun] } ?? [Fate.mayRun]
  }

  /// What became of the work, and what to do next where the wire or the backend is to blame: never
  /// the same edit again when it may have run (section 16.1).
  var advice: [any Remark] {
    switch operation {
    case .edit: wasSent ? fate : fate + [Advice.tryAgainSoon]
    case .upload: [Advice.uploadAgain]
    case .export, .download: [Advice.exportAgain]
    default: [Advice.tryAgainSoon]
    }
  }
}
