import NemoClient

/// What a line of the user asks for.
enum ChatRequest: Sendable, Hashable {
  case upload(ClipSource)
  /// Something is to be uploaded, and the line does not say what.
  case uploadWhat
  /// To the agent.
  case message(String)
  /// The path that was named, as it was written.
  case export(String?)
  case subtitles(String?)
  case credits, status, browse, help
  case showQueue, clearQueue
  case leave

  var isMessage: Bool {
    if case .message = self { true } else { false }
  }
}

/// Reads a line: the chat's own words first, then files, then what the router knows, and anything
/// else is for the agent.
enum ChatReading {
  /// A word that is understood alone, with or without a slash before it.
  private static let words: [(word: String, request: ChatRequest)] = [
    ("help", .help), ("?", .help), ("？", .help), ("帮助", .help), ("quit", .leave),
    ("exit", .leave), ("bye", .leave), ("goodbye", .leave), ("再见", .leave), ("退出", .leave),
    ("拜拜", .leave), ("queue", .showQueue), ("队列", .showQueue), ("queue clear", .clearQueue),
    ("clear queue", .clearQueue), ("清空队列", .clearQueue), ("open", .browse), ("打开", .browse),
    ("credits", .credits), ("积分", .credits), ("status", .status), ("状态", .status),
    ("upload", .uploadWhat), ("上传", .uploadWhat),
  ]

  /// For completion.
  static let commands = [
    "credits", "exit", "export", "help", "open", "queue", "queue clear", "quit", "status",
    "subtitles", "upload",
  ]

  static func requests(_ line: String, look: FileLook) -> [ChatRequest] {
    if let request = alone(line) { return [request] }
    let text = withoutSlash(line)
    let words = ShellWords(text).words
    let spoken = words.filter { !isPathLike($0) }.map(\.text).joined(separator: " ")
    switch IntentRouter.route(spoken) {
    case .export: return [.export(path(in: words))]
    case .subtitles: return [.subtitles(path(in: words))]
    case .credits: return [.credits]
    case .status: return [.status]
    case .upload:
      let sources = DroppedFiles(text, look: look, isUpload: true).sources
      return sources.isEmpty ? [.uploadWhat] : sources.map(ChatRequest.upload)
    case .message: return message(line, look)
    }
  }

  /// Files first, then what goes to the agent, then a command that the line ends with: "crop it and
  /// then export it".
  private static func message(_ line: String, _ look: FileLook) -> [ChatRequest] {
    let dropped = DroppedFiles(line, look: look)
    let uploads = dropped.sources.map(ChatRequest.upload)
    guard !dropped.instruction.isEmpty else { return uploads }
    let read = IntentRouter.read(dropped.instruction)
    let text = read.intent == .message ? read.text : dropped.instruction
    return uploads + [.message(text)] + read.afterwards.compactMap(command)
  }

  private static func command(_ request: Request) -> ChatRequest? {
    switch request.intent {
    case .export: .export(request.files.first)
    case .subtitles: .subtitles(request.files.first)
    case .credits: .credits
    case .status: .status
    case .upload, .message: nil
    }
  }

  private static func alone(_ line: String) -> ChatRequest? {
    var text = withoutSlash(line).lowercased()
    while let last = text.last, "!.。！~～".contains(last) { text.removeLast() }
    return words.first { $0.word == text }?.request
  }

  /// `/export out.mp4` is `export out.mp4`; a path is a path.
  private static func withoutSlash(_ line: String) -> String {
    guard line.hasPrefix("/") else { return line }
    let rest = line.dropFirst()
    let word = rest.prefix { !$0.isWhitespace }
    return commands.contains(String(word)) ? String(rest) : line
  }

  /// A word that says where to save or what to load, and is not for the router.
  private static func isPathLike(_ word: ShellWords.Word) -> Bool {
    word.isQuoted || word.text.contains("/") || word.text.hasPrefix("~")
      || word.text.dropFirst().dropLast().contains(".")
  }

  private static func path(in words: [ShellWords.Word]) -> String? {
    words.first(where: isPathLike)?.text
  }
}
