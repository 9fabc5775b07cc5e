/// A message, and what this side can say to it for certain.
struct AdviceReading {
  private let message: String
  private let text: String
  private let words: Set<String>

  init(_ message: String) {
    self.message = message
    text = message.lowercased()
    words = Set(Clause(message).words.map(\.text))
  }

  var topic: ClientAdvice.Topic? {
    let request = IntentRouter.read(message)
    if request.intent == .export { return wantsOtherFormat(request) ? .outputFormat : nil }
    guard request.intent == .message else { return nil }
    if VaguePrompt.isVague(message) { return .vague }
    if wantsStreamedMusic { return .streamedMusic }
    if asksForFormats { return .formats }
    if let path = request.files.first(where: isLocal) { return .localFile(path) }
    return wantsPhotoEdited ? .photoEditing : nil
  }

  private func has(_ words: String...) -> Bool { !self.words.isDisjoint(with: words) }

  private func says(_ parts: String...) -> Bool { parts.contains(where: text.contains) }

  // MARK: Formats

  private static let otherFormats = [
    "gif", "avi", "mkv", "webm", "mov", "prores", "hevc", "h265", "2k", "4k", "8k", "1440p",
    "2160p",
  ]

  private func wantsOtherFormat(_ request: Request) -> Bool {
    Self.otherFormats.contains { format in
      words.contains(format)
        || request.files.contains { $0.lowercased().hasSuffix("." + format) }
    }
  }

  private var asksForFormats: Bool {
    let isAbout =
      has("format", "formats", "filetype", "filetypes")
      || says("file type", "格式", "file size", "文件大小")
    let isAsking =
      has("support", "supported", "accept", "accepted", "allowed", "supports", "maximum", "max")
      || says("支持", "接受", "能上传", "可以上传", "最大", "上限")
    return isAbout && isAsking
  }

  // MARK: What the backend cannot do

  private func isLocal(_ file: String) -> Bool {
    ["/", "~/", "./", "../", "file://"].contains(where: file.hasPrefix) || file.contains(":\\")
  }

  /// Addresses of nothing but music.
  private static let players = [
    "open.spotify.com", "music.apple.com", "music.youtube.com", "soundcloud.com", "music.163.com",
    "y.qq.com", "deezer.com", "tidal.com",
  ]
  /// What has other things, too.
  private static let sites = [
    "youtube.com/", "youtu.be/", "from youtube", "from spotify", "from soundcloud",
    "from apple music", "off youtube", "off spotify", "youtube上", "spotify上", "spotify里",
    "youtube的", "spotify的", "网易云", "qq音乐", "酷狗",
  ]

  private var wantsStreamedMusic: Bool {
    let isMusic =
      has("music", "song", "bgm", "soundtrack", "audio", "tune")
      || says("音乐", "歌", "配乐", "bgm")
    return Self.players.contains(where: text.contains)
      || isMusic && Self.sites.contains(where: text.contains)
  }

  private var wantsPhotoEdited: Bool {
    if has("video", "videos", "clip", "clips", "slideshow", "footage", "animate", "scene", "intro")
      || says("视频", "幻灯", "动画", "片头", "片尾", "镜头", "画面")
    {
      return false
    }
    let isPhoto = has("photo", "photos", "selfie", "headshot") || says("照片", "自拍", "相片")
    let isEdit =
      has("edit", "retouch", "photoshop", "airbrush", "colorize", "restore", "sharpen")
      || says("touch up", "remove the background", "修", "美颜", "磨皮", "抠", "去背景", "瘦脸", "美白")
    return isPhoto && isEdit || says("修图", "p图")
  }
}
