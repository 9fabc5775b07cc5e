/// What this side says to a message by itself, by the rules of contract section 17.
public struct ClientAdvice: Sendable, Hashable {
  public enum Topic: Sendable, Hashable {
    /// "Make it look better": the seed's hint to be specific.
    case vague
    /// Music by an address of YouTube, Spotify or the like: there is a built-in library.
    case streamedMusic
    /// To edit a photo: a slideshow can be made of it.
    case photoEditing
    /// A path of this machine, which the backend cannot read.
    case localFile(String)
    /// An export in a format that is not made.
    case outputFormat
    /// A question on what may be sent.
    case formats
  }

  public var topic: Topic

  public init(_ topic: Topic) { self.topic = topic }

  /// Whether the advice is said instead of sending the message; else the message goes out too.
  public var isInsteadOfSending: Bool { topic != .outputFormat }

  /// Longer messages say what they want, in bytes.
  private static let maximumBytes = 1 << 12

  /// The advice for what a user wrote, a command or a message; nil for most. What is uncertain goes
  /// to the agent without.
  public static func of(_ message: String) -> ClientAdvice? {
    guard message.utf8.count <= maximumBytes else { return nil }
    return AdviceReading(message).topic.map(ClientAdvice.init)
  }
}

// MARK: Wording

extension ClientAdvice {
  /// For the user, in sentences.
  public func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  private var english: String {
    switch topic {
    case .vague:
      """
      Concrete instructions are done faster and give better results. Try "crop the screen recording \
      to 16:9, highlight the cursor clicks, and add a voiceover track".
      """
    case .streamedMusic:
      """
      Music can't be taken from YouTube, Spotify or other streaming sites. There is a built-in \
      library: try "add calm piano music at 30% volume". A file of your own can be sent, too.
      """
    case .photoEditing:
      """
      Photos can't be edited here, but they can become a video: try "make a slideshow of my photos \
      with soft music".
      """
    case .localFile(let path):
      "The file \(path) is on your computer, where the editor can't read it. Send it: upload \(path)"
    case .outputFormat: "Videos are exported as MP4 (H.264), up to 1080p."
    case .formats:
      """
      Files may be \(Self.list), up to 500 MB. MP4, MOV, AVI and WebM work best. Videos are exported \
      as MP4 (H.264), up to 1080p.
      """
    }
  }

  private var chinese: String {
    switch topic {
    case .vague: "说得越具体，处理越快，效果也越好。试试：“把录屏裁剪成16:9，高亮鼠标点击，并加上旁白”。"
    case .streamedMusic:
      "不能使用YouTube、Spotify等网站上的音乐。可以用内置曲库，试试：“加一段舒缓的钢琴曲，音量30%”。也可以上传您自己的音乐文件。"
    case .photoEditing: "这里不能修图，但可以把照片做成视频。试试：“用我的照片做一个幻灯片，配上轻柔的音乐”。"
    case .localFile(let path): "文件 \(path) 在您的电脑上，编辑器读不到。请先发送它：上传 \(path)"
    case .outputFormat: "视频导出为MP4（H.264），最高1080p。"
    case .formats:
      "支持的文件：\(Self.list)，最大500 MB。MP4、MOV、AVI和WebM效果最好。视频导出为MP4（H.264），最高1080p。"
    }
  }

  private static let list = MediaType.acceptedExtensions.filter { $0 != "jpeg" }
    .joined(separator: ", ")
}
