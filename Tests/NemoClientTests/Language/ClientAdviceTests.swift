import Testing

@testable import NemoClient

// The seed's tips and contract section 17.
@Suite struct ClientAdviceTests {
  @Test(
    arguments: lines(
      """
      make it look better
      Make it better!
      improve it
      Please improve the video
      can you make it look more professional?
      make my video pop
      edit this video
      enhance the quality
      fix it
      I want it to look amazing
      do something cool with this clip
      jazz it up a little
      让它更好看
      美化一下
      帮我优化一下这个视频
      做得高级一点
      能不能弄得好看点
      剪辑一下
      把视频变得更专业
      好看一点
      讓這個視頻更好看
      """))
  func `a vague prompt gets the seed's hint`(message: String) {
    #expect(ClientAdvice.of(message)?.topic == .vague)
  }

  @Test(
    arguments: lines(
      """
      make it shorter
      make the title bigger
      make it look like an old film
      looks better!
      much better, thanks
      this is great
      improve the lighting in the second scene
      fix the typo in the title
      edit a 2-minute screen recording of a software walkthrough into a 1080p MP4
      crop the screen recording to 16:9, highlight the cursor clicks, and add a voiceover track
      make a video
      make a video about better sleep
      improve it by adding captions
      更好看了
      好看！
      让标题更大
      让音乐小一点
      做一个有趣的猫咪视频
      美化一下字幕的颜色
      加一个好看的片头
      """))
  func `a prompt that says what to do gets none`(message: String) {
    #expect(ClientAdvice.of(message) == nil)
  }

  @Test(arguments: [
    (
      ClientAdvice.Topic.streamedMusic,
      """
      add this as music https://www.youtube.com/watch?v=abc
      use https://open.spotify.com/track/1 in the background
      put a song from YouTube under it
      use the soundtrack from Spotify
      用这个做背景音乐 https://youtu.be/abc
      用YouTube上的歌
      用网易云的歌做配乐
      """
    ),
    (
      .photoEditing,
      """
      retouch my selfie
      edit this photo
      can you photoshop these photos
      remove the background of my photo
      帮我修图
      把这张照片美颜一下
      给自拍磨皮
      P图
      """
    ),
    (
      .outputFormat,
      """
      export as gif
      export in 4k
      save it to out.mov
      导出成GIF
      导出4k
      """
    ),
    (
      .formats,
      """
      what formats do you support?
      Which file types are supported
      what is the maximum file size
      支持什么格式
      哪些格式的文件可以上传？
      """
    ),
  ])
  func `a request that ends on this side is answered here`(
    topic: ClientAdvice.Topic, messages: String
  ) {
    for message in lines(messages) {
      #expect(ClientAdvice.of(message)?.topic == topic, "\(message)")
    }
  }

  @Test(arguments: [
    ("crop ~/clips/a.mp4 to 16:9", "~/clips/a.mp4"), ("给 /tmp/a b.mp4 加标题", "/tmp/a"),
    ("use \"C:\\Users\\me\\logo.png\" as the logo", "C:\\Users\\me\\logo.png"),
  ])
  func `a path of this machine is to be sent`(message: String, path: String) throws {
    let advice = try #require(ClientAdvice.of(message))
    #expect(advice.topic == .localFile(path))
    for language in Language.allCases { #expect(advice.text(in: language).contains(path)) }
  }

  @Test(
    arguments: lines(
      """
      crop clip.mp4 to 16:9
      use https://a.invalid/logo.png as the logo
      add some jazz music
      make it a YouTube intro with upbeat music
      cut this clip https://www.youtube.com/watch?v=abc to ten seconds
      make a slideshow of my photos and edit the captions
      zoom in on the photo
      export as mp4
      export in 1080p
      what format is best for a tutorial
      export
      credits
      转场换一个格式
      用照片做一个视频，修一下颜色
      """))
  func `what is uncertain goes to the agent`(message: String) {
    #expect(ClientAdvice.of(message) == nil)
  }

  @Test func `only an export goes on after its hint`() {
    #expect(!ClientAdvice(.outputFormat).isInsteadOfSending)
    for topic in [ClientAdvice.Topic.vague, .streamedMusic, .photoEditing, .formats] {
      #expect(ClientAdvice(topic).isInsteadOfSending)
      #expect(Language(of: ClientAdvice(topic).text(in: .english)) == .english)
      #expect(Language(of: ClientAdvice(topic).text(in: .chinese)) == .chinese)
    }
    let hint = "crop the screen recording to 16:9, highlight the cursor clicks, and add a voiceover"
    #expect(ClientAdvice(.vague).text(in: .english).contains(hint))
  }
}
