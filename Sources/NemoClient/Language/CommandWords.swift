/// The keywords of contract sections 14.1 and 14.2, and the small words that may stand round them.
///
/// A text in which any other word stands is no command: it goes to the agent.
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
    case small
  }

  static let lexicon = Lexicon<Meaning>([
    (
      .export,
      """
      export, exports, exporting, re-export, reexport, download, downloads, downloading, save, saves,
      saving, render, renders, send it, rerender, re-render, \
      导出, 下载, 渲染, 保存, 输出, 存成, 存为, 发给我, 发我, 传给我
      """
    ),
    (
      .credits,
      """
      credits, credit, balance, how many left, how much left, how much is left, have left, top up, 积分, 余额, 点数, 额度, \
      充值
      """
    ),
    (
      .status,
      """
      status, progress, preview, show me what we have, what we have so far, what do we have, \
      what's in it, what is in it, what's done, what is done, how far, how is it going, \
      how's it going, 状态, 进度, 预览, 现在什么样了, 什么样了, 什么样子了, 做到哪, 到哪一步, 到哪步
      """
    ),
    (
      .upload,
      """
      upload, uploads, uploading, import, attach, send you, give you, 上传, 导入, 发给你, 传给你, 发你, \
      传个
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
      ready, done, finished, complete, completed, exported, rendered, uploaded, downloaded, saved, \
      好了, 完成, 做好, 弄好, 搞定, 成功, 了吗, 了没, 好了吗, 好了没
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
    (.small, english), (.small, chinese),
  ])

  private static let english = """
    a, an, the, my, our, me, us, i, i'm, im, i'd, i'll, i've, it, it's, this, that, that's, these, \
    them, u, you, we, we're, let's, let, lets, please, pls, plz, kindly, can, could, would, will, want, \
    wanna, like, need, mind, to, now, right, then, so, as, in, for, of, and, or, on, at, from, with, \
    into, is, are, am, was, were, has, did, do, does, be, been, what, what's, whats, how, how's, where, \
    where's, many, much, any, more, enough, out, still, yet, already, currently, far, left, \
    remaining, remain, available, got, video, videos, clip, clips, file, files, movie, footage, \
    media, result, results, final, last, latest, version, project, current, account, copy, mp4, mov, \
    gif, avi, mkv, webm, h264, h265, hevc, prores, fps, 30fps, 60fps, 30, 60, hd, 8k, 4k, 2k, 1440p, 2160p, 1080p, 1080, 720p, 720, 480p, full, high, highest, best, quality, resolution, format, \
    some, another, other, new, ok, okay, alright, yes, yeah, yep, sure, great, good, perfect, nice, \
    cool, awesome, looks, love, hi, hey, hello, nemo, thanks, thank, thx, track, update, cost, costs, \
    use, uses, spend, spent, buy, free, again, once, link, here, here's, there, just, going, go, \
    ahead, up, start, begin, try, time, if, possible, check, tell, about, made, all, everything, back, \
    over, computer, desktop, disk, phone, machine, everyone, asap, quickly, quick, real, when
    """

  private static let chinese = """
    给我看看, 这个, 这段, 这些, 那个, 那段, 还有, 还剩, 剩余, 剩下, 多少, 怎么样, 怎么, 怎样, 如何, 什么, 是什么, 哪里, 帮我, \
    帮忙, 一下, 一份, 一遍, 一次, 一个, 一些, 我的, 我们, 你的, 咱们, 查询, 查一查, 现在, 目前, 当前, 最终, 最后, 最新, 完整, \
    素材, 片段, 项目, 账户, 账号, 账户里, 可以, 可不可以, 能不能, 能否, 是否, 是不是, 有没有, 要不要, 够不够, 高清, 超清, 画质, 分辨率, \
    版本, 格式, 出来, 出去, 上来, 上去, 下来, 进来, 本地, 电脑, 手机, 桌面, 麻烦, 劳驾, 拜托, 谢谢, 多谢, 辛苦, 您好, 你好, 没问题, \
    不错, 很好, 挺好, 满意, 好的, 行, 可以了, 马上, 立刻, 赶紧, 尽快, 直接, 先, 然后, 接着, 开始, 继续, 重新, 再, 就, 也, 都, \
    需要, 消耗, 花费, 免费, 购买, 买, 花, 用, 用了, 够, 多, 更多, 到账, 吗, 呢, 了, 吧, 啊, 呀, 哦, 嘛, 啦, 哈, 嗯, 呗, 把, \
    将, 为, 成, 至, 到, 在, 是, 想, 能, 会, 请, 我, 你, 您, 它, 的, 得, 里, 剩, 查, 几, 有, 和, 并, 或, 跟, 给, 帮, 让, \
    来, 去, 出, 好, 这, 那, 此, 片, 点, 个, 下, 段, 新, 份, 张, 还, 已经, 做, 完, 哪, 步, 一, 快, 很, 对, 影片, 从, 告诉, 问
    """

  /// The intent that a text names; ``Intent/message`` when it says more than a command does.
  static func intent(of text: String) -> Intent {
    CommandReading(text)?.intent ?? .message
  }
}
