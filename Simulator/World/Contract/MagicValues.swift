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
    ]
    + codes.map { Row(value: "\(prefix)\($0.rawValue)", effect: "the message is refused so") }
    + files.map { Row(value: $0.name, effect: "the upload is refused with \($0.code.rawValue)") }

  static let prefix = "simulate "
  static let silent = "simulate silent"
  static let talkative = "simulate talkative"

  /// Codes that a message may ask for.
  static let codes: [Refusal.Code] = [
    .tokenInvalid, .sessionNotFound, .insufficientCredits, .unsupportedFile, .fileTooLarge,
    .exportBlocked, .rateLimited, .overloaded,
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

  /// Takes the words about silence out of a message: whether it is to be silent, if it says so.
  static func takeSilence(from message: String) -> (text: String, silence: Bool?) {
    var text = message
    var silence: Bool?
    for (words, isSilent) in [(silent, true), (talkative, false)] {
      while let range = text.range(ofWords: words) {
        text.replaceSubrange(range, with: "")
        silence = isSilent
      }
    }
    return (text, silence)
  }
}

extension String {
  /// Where the words stand, in any case. They are in lower case.
  func range(ofWords words: String) -> Range<String.Index>? {
    for start in indices {
      guard let end = index(start, offsetBy: words.count, limitedBy: endIndex) else { return nil }
      if self[start..<end].lowercased() == words { return start..<end }
    }
    return nil
  }
}
