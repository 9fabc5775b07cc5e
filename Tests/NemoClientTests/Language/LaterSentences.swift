import NemoClient

/// Written after the rules, to see how far they carry.
enum LaterSentences {
  static let all: [(Intent, String)] = [
    (.export, export), (.credits, credits), (.status, status), (.upload, upload),
    (.subtitles, subtitles), (.message, message),
  ]

  private static let export = """
    alright that's it, render the thing
    Nice!! Can we export this one?
    download it as an mp4 file please
    save a copy to my desktop
    I think we're done, please export
    send it to me
    挺好的，帮我把视频导出来吧
    麻烦把最终版本下载到电脑上
    可以帮我渲染一下吗
    视频可以发给我了
    """

  private static let credits = """
    how much balance do I still have
    Do I need credits to download?
    what does an export cost in credits
    我的账号里还有积分吗
    请问导出一次要扣多少积分
    帮我看下余额还剩多少
    """

  private static let status = """
    what's the current status of the project
    can I see a preview?
    did the upload finish
    is everything saved?
    how far along are we
    现在进度如何
    渲染完了吗
    给我看一下时间线
    """

  private static let upload = """
    I'd like to upload one more file
    upload this: ~/Videos/take 2.mp4
    我想再上传几个素材
    先上传这个 /tmp/录屏.mov
    """

  private static let subtitles = """
    please export the subtitles as an SRT file
    把字幕下载下来
    """

  private static let message = """
    Don't save it yet, the ending is too abrupt
    slow down when the upload bar reaches 100%
    put "Export complete" in the corner at the end
    the status icons look blurry, sharpen them
    add a balance between speech and music
    render the text in a handwritten font
    现在还不要导出，再改改标题
    给导出这个词加个红框
    片尾加一行“感谢观看，记得下载”
    把上传进度条放大
    """
}
