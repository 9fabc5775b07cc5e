extension NemoError: CustomStringConvertible {
  /// One or two sentences for a person: what is wrong and what to do next (contract sections 6.2,
  /// 17 and 18).
  public var description: String {
    switch code {
    case .notSignedIn, .tokenRejected, .missingClientID, .sessionLost: signInWording
    case .outOfCredits, .exportBlocked, .rateLimited: accountWording
    case .unsupportedFile, .fileTooLarge, .emptyFile, .fileNotFound, .fileNotReadable,
      .outputNotWritable:
      fileWording
    case .unreachable, .insecure, .timedOut, .disconnected, .backendTrouble: connectionWording
    case .nothingToExport, .renderFailed, .stillRendering, .downloadFailed: exportWording
    default: otherWording
    }
  }

  /// What the backend accepts, contract section 17.
  public static let acceptedFormats =
    "mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a and aac"

  private var signInWording: String {
    switch code {
    case .notSignedIn:
      "Not signed in. Set NEMO_TOKEN, or allow an anonymous sign-in."
    case .tokenRejected:
      "The backend does not accept the token. Check NEMO_TOKEN, or remove it to sign in anonymously."
    case .missingClientID:
      "The sign-in came without a client id. "
        + (isSentEdit ? afterLoss : "Try again; a new one will be made.")
    default:
      "The backend no longer has this session. Start a new session and upload the files again."
    }
  }

  private var accountWording: String {
    switch code {
    case .outOfCredits: outOfCreditsWording
    case .exportBlocked:
      // 402 is about the plan and must never be confused with 2001 (section 6.2).
      "Export is not part of this account's plan. Register or upgrade the plan to unlock export: "
        + registrationLink
    case .rateLimited where isSentEdit: "The backend is busy; wait \(pause). \(afterLoss)"
    default:
      operation == .signIn
        ? "Too many sign-ins. Wait \(pause) and try again, or set NEMO_TOKEN."
        : "The backend is busy. Wait \(pause) and try again."
    }
  }

  private var outOfCreditsWording: String {
    let topUp = "top up at \(RegistrationLink.defaultWebBase)"
    return switch context.account {
    case .anonymous:
      "The free credits are used up. Register to get more and keep your projects: "
        + registrationLink
    case .registered:
      "The credits are used up. To go on, \(topUp)"
    case .unknown:
      "The credits are used up. To go on, \(topUp) or register: \(registrationLink)"
    }
  }

  private var fileWording: String {
    switch code {
    case .unsupportedFile:
      "\(file) has a type that is not accepted. Use one of \(Self.acceptedFormats)."
    case .fileTooLarge:
      "\(file) is too large; the limit is \(context.limitMegabytes ?? 500) MB. "
        + "Compress or trim it first."
    case .emptyFile: "\(file) is empty. Choose another file."
    case .fileNotFound: "\(file) is not there. Check the path."
    case .fileNotReadable: "\(file) cannot be read. Check that it is a file, and its permissions."
    default:
      "\(context.path ?? "The output file") cannot be written. "
        + "Choose another place, or free some space"
        + (operation == .download ? "; the video is kept on the backend." : ".")
    }
  }

  private var connectionWording: String {
    switch code {
    case .unreachable where isSentEdit:
      "The backend cannot be reached; check the network connection. \(afterLoss)"
    case .unreachable:
      "The backend cannot be reached. Check the network connection and try again."
    case .insecure:
      "The connection to the backend is not secure, so it was not used. "
        + "Check this machine's clock and proxy." + (isSentEdit ? " \(afterLoss)" : "")
    case .timedOut: "The backend took too long. \(afterLoss)"
    case .disconnected: "The connection to the backend broke. \(afterLoss)"
    default: "The backend has a problem of its own. \(afterLoss)"
    }
  }

  /// Whether asking for the same again may run, and cost, twice (promise 1).
  private var isSentEdit: Bool { operation == .edit && wasSent }

  /// What to do when it is unknown how far an operation came: never the same edit again (section
  /// 16.1).
  private var afterLoss: String {
    switch operation {
    case _ where isSentEdit:
      "The edit may still be running: look at the timeline before you ask for it again."
    case .export, .download: "Run the export again later; it costs no credits."
    default: "Try again in a moment."
    }
  }

  private var exportWording: String {
    switch code {
    case .nothingToExport:
      "There is nothing to export yet. Upload a clip and ask for an edit, or describe a video first."
    case .renderFailed:
      // The vendor's phrase, section 18.
      "Export failed, please try again later. The timeline is kept."
    case .stillRendering:
      "The video is still rendering at the backend. Run the export again later."
    default:
      "The video is ready, but it could not be downloaded. Run the export again later."
    }
  }

  private var otherWording: String {
    switch code {
    case .editFailed: "The edit did not work\(serverSentence) Put it in other words, or try later."
    case .storeFailed:
      "What nemo remembers between runs cannot be read or written. "
        + "Check the free space and the permissions of its folder."
    case .badConfiguration: "A setting makes no sense\(detail) Check it and start again."
    case .refused where isSentEdit: "The backend refused\(serverSentence) \(afterLoss)"
    case .refused: "The backend refused\(serverSentence) Change the request, or try later."
    case Code(rawValue: "cancelled"):
      wasSent
        ? "Cancelled. The backend may go on: look at the timeline before you ask again."
        : "Cancelled before anything was sent."
    default: "The backend gave an answer that cannot be understood. \(afterLoss)"
    }
  }
}

// MARK: Pieces

extension NemoError {
  private var registrationLink: String {
    context.registrationURL ?? RegistrationLink.url(bind: nil)
  }

  private var file: String { context.path ?? "The file" }

  private var pause: String {
    let seconds = max(context.retryAfter?.components.seconds ?? 30, 1)
    return seconds == 1 ? "1 second" : "\(seconds) seconds"
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
}
