extension NemoError: CustomStringConvertible {
  /// A few sentences for a person: what happened, what became of the work, and what to do next
  /// (contract sections 6.2, 17 and 18).
  public var description: String {
    switch code {
    case .notSignedIn, .tokenRejected, .missingClientID, .sessionLost: signInWording
    case .outOfCredits, .exportBlocked, .rateLimited: accountWording
    case .unsupportedFile, .fileTooLarge, .emptyFile, .fileNotFound, .fileNotReadable,
      .outputNotWritable:
      fileWording
    case .unreachable, .insecure, .timedOut, .disconnected, .backendTrouble, .unexpectedAnswer:
      connectionWording
    case .nothingToExport, .renderFailed, .stillRendering, .downloadFailed: exportWording
    default: otherWording
    }
  }

  /// What the backend accepts, contract section 17.
  public static let acceptedFormats =
    "mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a and aac"

  private var fileWording: String {
    switch code {
    case .unsupportedFile where operation == .upload:
      "\(file) was not uploaded: its type is not accepted. Use one of \(Self.acceptedFormats)."
    case .fileTooLarge where operation == .upload: tooLargeWording
    case .unsupportedFile, .fileTooLarge:
      operation == .edit
        ? "The backend does not take an instruction like this. \(fate) Say it in fewer words."
        : "The backend does not take a request like this. Try again with a shorter timeline."
    case .emptyFile: "\(file) is empty, so it was not uploaded. Choose another file."
    case .fileNotFound: "\(file) is not there. Check the path."
    case .fileNotReadable: "\(file) cannot be read. Check that it is a file, and its permissions."
    default:
      "\(context.path ?? "The output file") cannot be written. "
        + "Choose another place, or free some space"
        + (operation == .download ? "; the video is kept on the backend." : ".")
    }
  }

  private var tooLargeWording: String {
    // Only what this machine has found too large has a limit that is known.
    let reason =
      context.limitMegabytes.map { "it is larger than \($0) MB" }
      ?? "it is too large for the backend, which usually takes up to 500 MB"
    return "\(file) was not uploaded: \(reason). Compress or trim it first."
  }

  private var connectionWording: String {
    switch code {
    case .unreachable:
      "The backend cannot be reached; check the network connection. \(advice)"
    case .insecure:
      "The connection to the backend is not secure, so it was not used; check this machine's clock "
        + "and proxy. \(advice)"
    case .timedOut: "The backend took too long. \(advice)"
    case .disconnected: "The connection to the backend broke. \(advice)"
    case .unexpectedAnswer:
      "The backend gave an answer that cannot be understood. \(advice)"
    default: "The backend has a problem of its own. \(advice)"
    }
  }

  private var exportWording: String {
    switch code {
    case .nothingToExport:
      "There is nothing to export yet. Upload a clip and ask for an edit, or describe a video first."
    case .renderFailed:
      // The vendor's phrase, section 18.
      "Export failed, please try again later. The timeline is kept, and exports cost no credits."
    case .stillRendering:
      "The video is still rendering at the backend, which goes on without this client. "
        + "Ask for it again later; that costs no credits."
    default:
      "The video is rendered and kept at the backend, but it could not be downloaded. "
        + "Ask for it again later; that costs no credits."
    }
  }

  private var otherWording: String {
    switch code {
    case .editFailed:
      "The edit did not work\(serverSentence) The timeline is as it was"
        + (wasSent ? ", but credits may have been spent. " : ". ")
        + "Put it in other words, or try later."
    case .storeFailed:
      "What nemo remembers between runs cannot be read or written. "
        + "Check the free space and the permissions of its folder."
    case .badConfiguration: "A setting makes no sense\(detail) Check it and start again."
    case .refused where isSentEdit: "The backend refused\(serverSentence) \(fate)"
    case .refused where [.signIn, .createSession].contains(operation) && isNotFound:
      "The backend does not know this request. Check its address."
    case .refused:
      "The backend refused\(serverSentence) " + (fate.isEmpty ? "" : "\(fate) ")
        + "Change the request, or try later."
    case .cancelled:
      wasSent
        ? "Cancelled. The backend may go on: look at the timeline before you ask again."
        : "Cancelled before anything was sent."
    default: "Something went wrong at the backend. \(advice)"
    }
  }

  private var isNotFound: Bool {
    if case .refusal(let refusal)? = cause { refusal.httpStatus == 404 } else { false }
  }

  /// The server's reason, which is relayed (section 8): `: <reason>.` or a full stop.
  private var serverSentence: String {
    guard case .refusal(let refusal)? = cause, let message = refusal.message else { return "." }
    return Self.continued(message)
  }

  private var detail: String {
    guard case .other(let detail)? = cause, !detail.isEmpty else { return "." }
    return Self.continued(detail)
  }

  private static func continued(_ sentence: String) -> String {
    sentence.last.map { ".!?…。！？".contains($0) } == true ? ": \(sentence)" : ": \(sentence)."
  }

  private var file: String { context.path ?? "The file" }
}

// MARK: What became of it

extension NemoError {
  /// Whether asking for the same again may run, and cost, twice (promise 1).
  var isSentEdit: Bool { operation == .edit && wasSent }

  /// What became of an edit; empty for anything else.
  var fate: String {
    guard operation == .edit else { return "" }
    guard wasSent else { return "The edit was not run and cost nothing." }
    let watched = context.unchanged.map { "The timeline has not changed for \(Self.text($0)). " }
    return (watched ?? "")
      + "The edit may still be running: look at the timeline before you ask for it again."
  }

  /// What became of the work, and what to do next where the wire or the backend is to blame: never
  /// the same edit again when it may have run (section 16.1).
  var advice: String {
    switch operation {
    case .edit: wasSent ? fate : "\(fate) Try again in a moment."
    case .upload: "The file may not have arrived. Upload it again; twice does no harm."
    case .export, .download: "Run the export again later; it costs no credits."
    default: "Try again in a moment."
    }
  }

  static func text(_ duration: Duration) -> String {
    let seconds = max(duration.components.seconds, 1)
    switch seconds {
    case 1: return "1 second"
    case ..<120: return "\(seconds) seconds"
    case ..<7_200: return "\((seconds + 30) / 60) minutes"
    case ..<172_800: return "\((seconds + 1_800) / 3_600) hours"
    default: return "\((seconds + 43_200) / 86_400) days"
    }
  }
}
