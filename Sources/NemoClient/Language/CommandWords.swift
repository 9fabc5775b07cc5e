/// The keywords of contract sections 14.1 and 14.2, and the words that go with them.
///
/// A text in which any other word stands than these and ``SmallWords`` is no command: it goes to the
/// agent.
enum CommandWords {
  /// What a word or a phrase of a command means.
  enum Meaning: Hashable, Sendable {
    case export, credits, status, upload
    /// Subtitles as a file, and as something to ask for.
    case subtitleFile, captions
    /// What is shown where nothing else is asked for.
    case timeline
    /// What an export or an upload is when it is over; asked for, it is a status.
    case settled
    /// "Send me" and "show me" need "the video" to mean something.
    case send, show, product
    /// What comes with a video, and what it starts with, is seen in it.
    case with, begin
    case small
  }

  static let lexicon = Lexicon<Meaning>([
    (
      .export,
      """
      export, exports, exporting, re-export, download, downloads, downloading, save, saves, saving, \
      render, renders, rendering, re-render, send it, \
      导出, 汇出, 下载, 渲染, 保存, 存, 输出, 存成, 存为, 发给我, 发我, 传给我
      """
    ),
    (
      .credits,
      """
      credits, credit, balance, how many left, how much left, how much is left, have left, top up, \
      积分, 余额, 点数, 额度, 充值
      """
    ),
    (
      .status,
      """
      status, progress, preview, show me what we have, what we have so far, what do we have, \
      what's in it, what is in it, what's done, what is done, how far, how is it going, \
      how's it going, where's, where is, where are, \
      状态, 进度, 预览, 现在什么样了, 什么样了, 什么样子了, 做到, 到哪一步, 到哪步
      """
    ),
    (
      .upload,
      """
      upload, uploads, uploading, import, attach, send you, give you, 上传, 导入, 发给你, 传给你, 发你, \
      再传, 传个, 传一个, 传一段, 传几个
      """
    ),
    (
      .subtitleFile,
      """
      srt, vtt, webvtt, subtitle file, subtitles file, subtitle files, caption file, captions file, \
      caption files, 字幕文件, 字幕文本
      """
    ),
    (.captions, "subtitle, subtitles, caption, captions, 字幕"),
    (.timeline, "timeline, tracks, time line, 时间线, 时间轴, 轨道"),
    (
      .settled,
      """
      ready, done, finish, finished, complete, completed, exported, rendered, uploaded, downloaded, \
      saved, \
      好了, 完了, 完成, 做好, 弄好, 搞定, 成功, 了吗, 了没, 好了吗, 好了没
      """
    ),
    (.send, "send, give, get, have, email, 给我, 要, 想要, 拿到"),
    (.show, "show, see, view, look at, look, 看看, 看一下, 看下, 看一看, 看, 查看, 显示"),
    (
      .product,
      """
      the video, my video, the file, the mp4, my mp4, the movie, the clip, the result, final video, \
      finished video, final cut, the link, download link, 成片, 视频, 链接, 文件, 效果, 样子
      """
    ),
    (.with, "with, having, 带, 带上, 附"), (.begin, "start, begin, starting"),
    (.small, SmallWords.english), (.small, SmallWords.chinese),
  ])

  /// The intent that a text names; ``Intent/message`` when it says more than a command does.
  static func intent(of text: String) -> Intent {
    CommandReading(text)?.intent ?? .message
  }
}
