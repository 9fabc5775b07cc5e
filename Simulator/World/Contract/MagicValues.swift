/// Words and file names that bring about one case for sure, without any configuration, in the
/// manner of payment test cards. They are the simulator's own.
public enum MagicValues {
  /// One value and what it does.
  public struct Row: Sendable, Hashable {
    /// What to write in a message, or how to name an uploaded file.
    public var value: String
    public var effect: String
  }

  /// All of them, for people to read.
  public static let table: [Row] =
    [
      Row(value: silent, effect: "the edit ends without text"),
      Row(value: talkative, effect: "the edit ends with text"),
      Row(value: cut, effect: "the stream breaks off inside its second frame; the edit goes on"),
      Row(value: failedRun, effect: "the run fails inside its stream, and costs nothing"),
      Row(value: expiredToken, effect: "after this message the anonymous token has expired: 1001"),
      Row(value: busy, effect: "the message is refused with 429 until 30 seconds have passed"),
      Row(value: failedRender, effect: "the session's next render fails, once for each time"),
      Row(value: blockedExport, effect: "the session's next render is refused with 402"),
    ]
    + codes.map {
      Row(
        value: "\(prefix)\($0.rawValue)",
        effect: "a message that is nothing but this is refused with \($0.rawValue)")
    }
    + files.map { Row(value: $0.name, effect: "the upload is refused with \($0.code.rawValue)") }

  static let prefix = "simulate "
  static let silent = "simulate silent"
  static let talkative = "simulate talkative"
  static let cut = "simulate cut"
  static let failedRun = "simulate failed run"
  static let expiredToken = "simulate expired token"
  static let busy = "simulate busy"
  static let failedRender = "simulate failed render"
  static let blockedExport = "simulate blocked export"

  /// How long ``busy`` refuses: the pause that a client makes after 429 (contract section 6.2).
  static let busySeconds = 30

  /// Codes that a message may ask for: all refusals of contract section 6.2, and HTTP's own for a
  /// backend that has trouble.
  static let codes: [Refusal.Code] = [
    .tokenInvalid, .sessionNotFound, .insufficientCredits, .unsupportedFile, .fileTooLarge,
    .clientIDMissing, .exportBlocked, .rateLimited, .overloaded,
  ]

  static let files: [(name: String, code: Refusal.Code)] = [
    ("too-large.mp4", .fileTooLarge), ("unsupported.mp4", .unsupportedFile),
  ]

  /// The refusal that a message asks for.
  static func refusal(inMessage text: String) -> Refusal? {
    let text = text.lowercased()
    guard text.hasPrefix(prefix) else { return nil }
    let code = codes.first { text == "\(prefix)\($0.rawValue)" }
    return code.map {
      Refusal(
        $0, "This was asked for with \"\(prefix)\($0.rawValue)\".",
        retryAfterSeconds: $0 == .rateLimited || $0 == .overloaded ? 30 : nil)
    }
  }

  static func refusal(ofFile name: String) -> Refusal? {
    files.first { $0.name == name }.map {
      Refusal($0.code, "A file named \($0.name) is always refused here. \(MediaFormat.sentence)")
    }
  }
}
