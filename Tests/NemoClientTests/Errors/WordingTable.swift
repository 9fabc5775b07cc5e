import NemoClient

/// What a person reads, exactly: every code, whose account it is, and what was being done.
struct Wording: Sendable {
  var code: NemoError.Code
  var operation: NemoError.Operation
  var wasSent: Bool
  var anonymous: String
  var registered: String
  var unknown: String

  /// The same for every account.
  init(
    _ code: NemoError.Code, _ operation: NemoError.Operation, sent: Bool = true, _ text: String
  ) {
    self.init(code, operation, sent: sent, anonymous: text, registered: text, unknown: text)
  }

  init(
    _ code: NemoError.Code, _ operation: NemoError.Operation, sent: Bool = true, anonymous: String,
    registered: String, unknown: String
  ) {
    (self.code, self.operation, wasSent) = (code, operation, sent)
    (self.anonymous, self.registered, self.unknown) = (anonymous, registered, unknown)
  }

  static let table: [Wording] = account + files + connection + work + session
}

extension Wording {
  private static let link = "https://nemovideo.com/register?bind=anon_0000000000000001"
  private static let page = "https://nemovideo.com/register"
  private static let mayRun =
    "The edit may still be running: look at the timeline before you ask for it again."

  /// Contract section 6.2: 1001, 400, 2001, 402 and 429.
  private static let account: [Wording] = [
    Wording(
      .notSignedIn, .signIn, sent: false,
      "Not signed in, and nothing was sent. Set NEMO_TOKEN, or allow an anonymous sign-in."),
    Wording(
      .tokenRejected, .readCredits,
      anonymous: freeToken, registered: accountToken, unknown: freeToken),
    Wording(
      .tokenRejected, .edit,
      anonymous: "The backend stopped accepting the free token in the midst of the edit. \(mayRun)",
      registered: "\(accountToken) \(mayRun)",
      unknown: "The backend stopped accepting the free token in the midst of the edit. \(mayRun)"),
    Wording(
      .missingClientID, .signIn,
      "The backend refused the sign-in because of its client id, also with a new one. "
        + "Try again later, or set NEMO_TOKEN to a token of your account."),
    Wording(
      .outOfCredits, .edit, sent: false,
      anonymous: "The free credits are used up, so the edit was not run. The project is kept. "
        + "Register to get 100 more and keep your projects: \(link)",
      registered: "The credits are used up, so the edit was not run. The project is kept. "
        + "To go on, top up at https://nemovideo.com",
      unknown: "The credits are used up, so the edit was not run. The project is kept. "
        + "To go on, top up at https://nemovideo.com or register: \(page)"),
    Wording(
      .outOfCredits, .edit,
      anonymous: "The free credits are used up, and the edit stopped: look at the timeline for "
        + "what is done. Register to get 100 more and keep your projects: \(link)",
      registered: "The credits are used up, and the edit stopped: look at the timeline for what is "
        + "done. To go on, top up at https://nemovideo.com",
      unknown: "The credits are used up, and the edit stopped: look at the timeline for what is "
        + "done. To go on, top up at https://nemovideo.com or register: \(page)"),
    Wording(
      .outOfCredits, .upload,
      anonymous: "The free credits are used up. The project is kept. "
        + "Register to get 100 more and keep your projects: \(link)",
      registered: "The credits are used up. The project is kept. "
        + "To go on, top up at https://nemovideo.com",
      unknown: "The credits are used up. The project is kept. "
        + "To go on, top up at https://nemovideo.com or register: \(page)"),
    Wording(
      .exportBlocked, .export,
      anonymous: "This account's plan does not include exports; the timeline is kept. "
        + "Register to unlock export: \(link)",
      registered: "This account's plan does not include exports; the timeline is kept. "
        + "Upgrade the plan to unlock export: https://nemovideo.com",
      unknown: "This account's plan does not include exports; the timeline is kept. "
        + "Register or upgrade the plan to unlock export: \(page)"),
    Wording(
      .exportBlocked, .edit, sent: false,
      anonymous:
        "This account's plan does not include this. The edit was not run and cost nothing. "
        + "Register to unlock it: \(link)",
      registered: "This account's plan does not include this. The edit was not run and cost "
        + "nothing. Upgrade the plan to unlock it: https://nemovideo.com",
      unknown: "This account's plan does not include this. The edit was not run and cost nothing. "
        + "Register or upgrade the plan to unlock it: \(page)"),
    Wording(
      .rateLimited, .signIn,
      "The backend gives few free tokens, and refused another one, also after a pause. "
        + "Try again later, or set NEMO_TOKEN to a token of your account."),
    Wording(
      .rateLimited, .edit, sent: false,
      "The backend is busy, also after a pause. The edit was not run and cost nothing. "
        + "Wait 30 seconds and try again."),
    Wording(.rateLimited, .edit, "The backend is busy; wait 30 seconds. \(mayRun)"),
    Wording(
      .rateLimited, .upload,
      "The backend is busy, also after a pause. Wait 30 seconds and try again."),
  ]

  private static let freeToken =
    "The backend does not accept the free token, also after a new sign-in. "
    + "Try again later, or set NEMO_TOKEN to a token of your account."
  private static let accountToken =
    "The backend no longer accepts your account's token. "
    + "Make a new one in the account's settings and give it in NEMO_TOKEN."

  /// 4001, 4002, and what this machine says. The file is `clip.mp4`.
  private static let files: [Wording] = [
    Wording(
      .unsupportedFile, .upload,
      "clip.mp4 was not uploaded: its type is not accepted. "
        + "Use one of mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a and aac."),
    Wording(
      .unsupportedFile, .edit, sent: false,
      "The backend does not take an instruction like this. The edit was not run and cost nothing. "
        + "Say it in fewer words."),
    Wording(
      .fileTooLarge, .upload,
      "clip.mp4 was not uploaded: it is too large for the backend, which usually takes up to "
        + "500 MB. Compress or trim it first."),
    Wording(
      .fileTooLarge, .edit, sent: false,
      "The backend does not take an instruction like this. The edit was not run and cost nothing. "
        + "Say it in fewer words."),
    Wording(
      .fileTooLarge, .export,
      "The backend does not take a request like this. Try again with a shorter timeline."),
    Wording(
      .emptyFile, .upload, sent: false,
      "clip.mp4 is empty, so it was not uploaded. Choose another file."),
    Wording(.fileNotFound, .upload, sent: false, "clip.mp4 is not there. Check the path."),
    Wording(
      .fileNotReadable, .upload, sent: false,
      "clip.mp4 cannot be read. Check that it is a file, and its permissions."),
    Wording(
      .outputNotWritable, .export, sent: false,
      "clip.mp4 cannot be written. Choose another place, or free some space."),
    Wording(
      .outputNotWritable, .download,
      "clip.mp4 cannot be written. "
        + "Choose another place, or free some space; the video is kept on the backend."),
    Wording(
      .storeFailed, .store, sent: false,
      "What nemo remembers between runs cannot be read or written. "
        + "Check the free space and the permissions of its folder."),
  ]

  private static let connection: [Wording] = [
    Wording(
      .unreachable, .signIn, sent: false,
      "The backend cannot be reached; check the network connection. Try again in a moment."),
    Wording(
      .unreachable, .edit, sent: false,
      "The backend cannot be reached; check the network connection. "
        + "The edit was not run and cost nothing. Try again in a moment."),
    Wording(
      .unreachable, .edit,
      "The backend cannot be reached; check the network connection. \(mayRun)"),
    Wording(
      .insecure, .signIn, sent: false,
      "The connection to the backend is not secure, so it was not used; "
        + "check this machine's clock and proxy. Try again in a moment."),
    Wording(.timedOut, .edit, "The backend took too long. \(mayRun)"),
    Wording(
      .timedOut, .readState, "The backend took too long. Try again in a moment."),
    Wording(.disconnected, .edit, "The connection to the backend broke. \(mayRun)"),
    Wording(
      .disconnected, .upload,
      "The connection to the backend broke. "
        + "The file may not have arrived. Upload it again; twice does no harm."),
    Wording(
      .disconnected, .export,
      "The connection to the backend broke. Run the export again later; it costs no credits."),
    Wording(
      .disconnected, .createSession,
      "The connection to the backend broke. Try again in a moment."),
    Wording(.backendTrouble, .edit, "The backend has a problem of its own. \(mayRun)"),
    Wording(
      .backendTrouble, .signIn, "The backend has a problem of its own. Try again in a moment."),
    Wording(
      .unexpectedAnswer, .upload,
      "The backend gave an answer that cannot be understood. "
        + "The file may not have arrived. Upload it again; twice does no harm."),
    Wording(
      .unexpectedAnswer, .edit,
      "The backend gave an answer that cannot be understood. \(mayRun)"),
  ]

  private static let work: [Wording] = [
    Wording(
      .editFailed, .edit,
      "The edit did not work. The timeline is as it was, but credits may have been spent. "
        + "Put it in other words, or try later."),
    Wording(
      .editFailed, .edit, sent: false,
      "The edit did not work. The timeline is as it was. Put it in other words, or try later."),
    Wording(
      .nothingToExport, .export, sent: false,
      "There is nothing to export yet. "
        + "Upload a clip and ask for an edit, or describe a video first."),
    // The vendor's phrase, contract section 18, and what is kept.
    Wording(
      .renderFailed, .export,
      "Export failed, please try again later. The timeline is kept, and exports cost no credits."),
    Wording(
      .stillRendering, .export,
      "The video is still rendering at the backend, which goes on without this client. "
        + "Ask for it again later; that costs no credits."),
    Wording(
      .downloadFailed, .download,
      "The video is rendered and kept at the backend, but it could not be downloaded. "
        + "Ask for it again later; that costs no credits."),
    Wording(
      .badConfiguration, .configure, sent: false,
      "A setting makes no sense. Check it and start again."),
    Wording(
      .refused, .readCredits, "The backend refused. Change the request, or try later."),
    Wording(
      .refused, .edit, sent: false,
      "The backend refused. The edit was not run and cost nothing. "
        + "Change the request, or try later."),
    Wording(.refused, .edit, "The backend refused. \(mayRun)"),
    Wording(
      .cancelled, .edit,
      "Cancelled. The backend may go on: look at the timeline before you ask again."),
    Wording(.cancelled, .edit, sent: false, "Cancelled before anything was sent."),
  ]

  /// 1002. With a new session in the place of the old one, see `SessionWordingTests`.
  private static let session: [Wording] = [
    Wording(
      .sessionLost, .readState,
      "The backend no longer has this project: its uploads and its timeline are lost. "
        + "Open a new one and upload the files again.")
  ]
}
