extension NemoError {
  /// What failed. Later versions may add codes.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// There is no token, and none could be asked for.
    public static let notSignedIn = Code(rawValue: "not-signed-in")
    /// The backend does not take the token, and a new one did not help.
    public static let tokenRejected = Code(rawValue: "token-rejected")
    /// The backend no longer has the session.
    public static let sessionLost = Code(rawValue: "session-lost")
    /// The credits are used up.
    public static let outOfCredits = Code(rawValue: "out-of-credits")
    /// A type of file that is not taken.
    public static let unsupportedFile = Code(rawValue: "unsupported-file")
    /// A file above the size limit.
    public static let fileTooLarge = Code(rawValue: "file-too-large")
    /// A file without content.
    public static let emptyFile = Code(rawValue: "empty-file")
    /// There is no such file on this machine.
    public static let fileNotFound = Code(rawValue: "file-not-found")
    /// The file is there but cannot be read.
    public static let fileNotReadable = Code(rawValue: "file-not-readable")
    /// The backend missed the client id.
    public static let missingClientID = Code(rawValue: "missing-client-id")
    /// The plan does not allow exports.
    public static let exportBlocked = Code(rawValue: "export-blocked")
    /// Too many requests, also after a pause.
    public static let rateLimited = Code(rawValue: "rate-limited")
    /// No connection to the backend.
    public static let unreachable = Code(rawValue: "unreachable")
    /// No trusted connection to the backend.
    public static let insecure = Code(rawValue: "insecure")
    /// The backend took too long.
    public static let timedOut = Code(rawValue: "timed-out")
    /// The connection broke.
    public static let disconnected = Code(rawValue: "disconnected")
    /// The agent could not do what was asked.
    public static let editFailed = Code(rawValue: "edit-failed")
    /// The render failed, also with a new id.
    public static let renderFailed = Code(rawValue: "render-failed")
    /// The render is not done yet; ``EditingSession/resume(_:to:progress:)`` takes it up again.
    public static let stillRendering = Code(rawValue: "still-rendering")
    /// The timeline is empty.
    public static let nothingToExport = Code(rawValue: "nothing-to-export")
    /// The timeline shows a file other than the one that is to be exported; see ``DraftOwnership``.
    public static let foreignDraft = Code(rawValue: "foreign-draft")
    /// The rendered file could not be fetched; ``EditingSession/resume(_:to:progress:)`` fetches it
    /// without rendering it again.
    public static let downloadFailed = Code(rawValue: "download-failed")
    /// The file cannot be written.
    public static let outputNotWritable = Code(rawValue: "output-not-writable")
    /// What this client remembers cannot be read or written.
    public static let storeFailed = Code(rawValue: "store-failed")
    /// A setting that makes no sense.
    public static let badConfiguration = Code(rawValue: "bad-configuration")
    /// An answer that cannot be understood.
    public static let unexpectedAnswer = Code(rawValue: "unexpected-answer")
    /// The backend refused for another reason.
    public static let refused = Code(rawValue: "refused")
    /// The backend has a problem of its own (HTTP 5xx).
    public static let backendTrouble = Code(rawValue: "backend-trouble")
  }
}
