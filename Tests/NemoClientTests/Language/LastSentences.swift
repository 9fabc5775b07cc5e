import NemoClient

/// A second round, written after the first had changed the rules.
enum LastSentences {
  static let all: [(Intent, String)] = [
    (.export, export), (.credits, credits), (.status, status), (.upload, upload),
    (.subtitles, subtitles), (.message, message),
  ]

  private static let export = """
    OK let's render this one out
    please could you save the final movie to ~/Movies/tutorial final.mp4
    export in full hd please, best quality
    great work, export!
    Exporting time
    就这样吧，导出
    帮我存到手机上
    现在可以下载了吗，帮我下载
    export一份给我
    """

  private static let credits = """
    how many credits would another render use
    hey, what's left on my balance?
    要花多少积分
    我的余额是不是不够了
    查积分
    """

  private static let status = """
    what do we have so far?
    are we done yet
    show me the current timeline please
    where's my export
    has the video been rendered already?
    现在做到什么程度了
    给我看下进度
    轨道里都有什么
    """

  private static let upload = """
    let me upload something else
    can I send you another video?
    再传一个视频
    我来上传一下 ./素材/开头.mov
    """

  private static let subtitles = """
    can you export the captions to a file
    download them as subtitles please
    字幕可以导出吗
    """

  private static let message = """
    I don't want to download it
    No need to export
    replace the word upload with share
    start with the credits
    show the status of the order in big letters
    save the best part for last
    make a countdown, then show the download link
    the balance between the two tracks is off
    export the first scene in slow motion
    导出的时候画面太暗了，调亮一点
    别再上传了
    余额那里打马赛克
    做一个上传的视频
    """
}
