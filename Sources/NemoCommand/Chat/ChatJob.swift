import NemoClient

/// What takes a while, and is done outside of the machine.
enum ChatJob: Sendable, Hashable {
  case upload(ClipSource)
  case send(String)
  /// Finds out what became of a turn that nobody listens to any longer.
  case settle
  case export(String)
  case subtitles(String)
  case credits, status, browse
}

/// What became of a job.
enum ChatResult: Sendable {
  case uploaded([UploadedFile])
  case turn(TurnOutcome)
  /// Nil when there was nothing to find out.
  case settled(TurnOutcome?)
  case exported(ExportedFile)
  case savedSubtitles
  case credits(Balance)
  case status(SessionState)
  case link(String)
  case failed(ChatFailure)
}

/// Why a job failed.
enum ChatFailure: Sendable {
  case nemo(NemoError)
  /// Any other error: its sentence and its exit code.
  case other(String, Int32)
  /// The timeline shows no text.
  case noSubtitles
  /// The task was cancelled.
  case stopped

  init(_ error: any Error) {
    switch error {
    case let error as NemoError where error.code == .cancelled: self = .stopped
    case let error as NemoError: self = .nemo(error)
    case is CancellationError: self = .stopped
    case is NoSubtitles: self = .noSubtitles
    default: self = .other(sentence(for: error), ExitTable.code(for: error))
    }
  }

  var exitCode: Int32 {
    switch self {
    case .nemo(let error): ExitTable.code(for: error)
    case .other(_, let code): code
    case .noSubtitles: ExitTable.code(for: NemoError(.nothingToExport, during: .export))
    case .stopped: ExitTable.interrupted
    }
  }
}

/// What happens to the machine.
enum ChatEvent: Sendable {
  /// The session is ready. With its state where an earlier one goes on.
  case opened(SessionState?)
  case line(String)
  /// Ctrl-C.
  case interrupted(wasEmpty: Bool)
  case endOfInput
  /// A signal that ends the process.
  case terminated(Int32)
  case turn(TurnEvent)
  case uploading(UploadProgress)
  case exporting(ExportProgress)
  case finished(ChatJob, ChatResult)
}

/// What the machine wants done, in order.
enum ChatAction: Sendable, Hashable {
  case say(String, Console.Style)
  case complain(String)
  /// A timeline as a picture, from the bytes of its draft.
  case picture([UInt8], Language)
  /// For a developer.
  case trace(String)
  /// A line of `--json`.
  case report(String)
  case progress(String, Double)
  /// Something goes on, and nobody knows how far it is.
  case busy(String)
  case endProgress
  case begin(ChatJob)
  /// Ends the job that was begun last, but for what is only read.
  case cancel
  case leave(Int32)
}
