import Nemo
import NemoClient
import NemoTime

/// Everything that the chat itself says, in English and Chinese. What is quoted from the seed and
/// contract section 18 stays as it is there.
struct ChatWording: Sendable {
  var language: Language

  private func say(_ english: String, _ chinese: String) -> String {
    language == .chinese ? chinese : english
  }

  // MARK: Beginning and end

  var greeting: [String] {
    let examples =
      language == .chinese
      ? [
        "把一段 2 分钟的软件演示录屏剪成 1080p 的 MP4",
        "把录屏裁剪成 16:9，高亮鼠标点击，再加一段旁白",
        "把录屏做成教程视频，方便分享给老师、开发者和内容创作者",
      ]
      : [
        "edit a 2-minute screen recording of a software walkthrough into a 1080p MP4",
        "crop the screen recording to 16:9, highlight the cursor clicks, and add a voiceover track",
        "editing screen recordings into shareable tutorial videos for educators, software "
          + "developers, content creators",
      ]
    return [
      say(
        "Ready when you are. Drop your video clips here or describe what you want to make.",
        "随时可以开始。把视频拖到这里，或者直接说说你想做什么。"),
      say("Try saying:", "可以这样说："),
    ] + examples.map { say("- \"\($0)\"", "- “\($0)”") }
  }

  func announcement(of backend: Backend) -> String {
    guard language == .chinese else { return backend.announcement }
    return switch backend {
    case .simulator: "离线模拟。加上 --production 就使用正式服务。"
    case .cassette(let name): "离线重放录制的会话 \(name)。"
    case .url(let address): "后端地址：\(address)。"
    case .production: "Nemo 正式服务。"
    }
  }

  var connecting: String { say("Connecting...", "正在连接……") }

  func ready(isInteractive: Bool) -> String {
    guard isInteractive else { return say("Ready.", "已就绪。") }
    return say(
      "Ready. \"help\" shows what you can say, Ctrl-D leaves.",
      "已就绪。输入“帮助”查看用法，按 Ctrl-D 退出。")
  }

  var continued: String { say("Your project as you left it:", "接着上次的项目：") }
  var noEarlierProject: String {
    say(
      "There is no earlier project, so this is a new one.", "没有找到以前的项目，已为你新建一个。")
  }
  var leaveHint: String {
    say("Press Ctrl-C once more to leave.", "再按一次 Ctrl-C 退出。")
  }
  var goodbye: String { say("Bye.", "再见。") }

  func unsent(_ count: Int) -> String {
    say(
      count == 1 ? "1 message was not sent." : "\(count) messages were not sent.",
      "还有 \(count) 条消息没有发送。")
  }

  // MARK: Files

  var uploadHint: String {
    let formats = NemoError.acceptedFormats(in: language)
    return say(
      "Drop a file here, or type its path or web address. Accepted: \(formats).",
      "把文件拖到这里，或者输入文件路径或网址。支持的格式：\(formats)。")
  }

  func uploading(_ name: String) -> String { say("Uploading \(name)", "正在上传 \(name)") }

  func uploaded(_ files: [UploadedFile], _ name: String) -> String {
    let told = files.isEmpty ? [name] : files.map(line)
    return say("✅ Uploaded: ", "✅ 已上传：") + told.joined(separator: say(", ", "、"))
  }

  func line(about file: UploadedFile) -> String {
    var facts: [String] = []
    if let width = file.width, let height = file.height, width > 0 {
      facts.append("\(width)x\(height)")
    }
    if let seconds = file.durationSeconds, seconds > 0 {
      facts.append(JSONText.number((seconds * 10).rounded() / 10).text + say(" s", " 秒"))
    }
    if facts.isEmpty { return file.filename }
    return file.filename
      + say(" (\(facts.joined(separator: ", ")))", "（\(facts.joined(separator: "，"))）")
  }

  var lineIsKept: String {
    say(
      "The instruction was not sent; the up arrow brings the line back.",
      "指令没有发送，按上方向键可以找回这一行。")
  }

  // MARK: A turn

  /// Contract section 18.
  var stillWorking: String { say("⏳ Still working...", "⏳ 还在处理……") }
  var working: String { say("⏳ Working on it...", "⏳ 正在处理……") }
  var recovering: String {
    say(
      "The connection broke. Checking what became of the edit...", "连接断开了，正在确认剪辑结果……")
  }

  func busy(_ pause: Duration) -> String { Conversation.busy(pause, in: language) }

  func done(_ changes: [String]) -> String {
    "✅ " + changes.joined(separator: say(". ", "；"))
  }

  var nothingChanged: String {
    say(
      "Nothing changed. The editor does better with details, such as \"crop to 16:9, highlight the "
        + "cursor clicks, and add a voiceover track\".",
      "没有任何变化。说得具体一些效果更好，例如“裁剪成 16:9，高亮鼠标点击，再加一段旁白”。")
  }

  /// A list to choose from by its numbers.
  func nextSteps(_ steps: [String]) -> [String] {
    let numbered = steps.enumerated().map { "  \($0.offset + 1) \($0.element)" }
    return [say("Next, for example (a number is enough):", "接下来可以（输入序号即可）：")] + numbered
  }

  // MARK: Offers

  var sendAnyway: String {
    say("Press Enter to send it as it is, or say it in other words.", "按回车照原样发送，或者换个说法。")
  }
  var offerExport: String {
    say("Export the video now? Press Enter to export.", "现在导出视频吗？按回车导出。")
  }
  var offerSubtitles: String {
    say("Save the subtitles as a file? Press Enter to save.", "把字幕存成文件吗？按回车保存。")
  }
  func offerEdit(_ instruction: String) -> String {
    say(
      "Shall I ask for this: \"\(instruction)\"? Press Enter to send it.",
      "要发送“\(instruction)”吗？按回车发送。")
  }
  var askWhichEdit: String {
    say("Say what you would like to change.", "请告诉我你想改哪里。")
  }
  func offerToGoOn(_ count: Int) -> String {
    say(
      (count == 1 ? "1 message still waits." : "\(count) messages still wait.")
        + " Press Enter to go on with it, or type \"queue clear\" to drop it.",
      "还有 \(count) 条消息在排队。按回车继续，或输入“清空队列”放弃。")
  }

  // MARK: Stopping

  var stoppedListening: String {
    say(
      "Stopped waiting. The edit goes on, and what becomes of it is checked before anything else "
        + "is sent.",
      "已停止等待。剪辑仍在进行，在发送下一条消息之前，我会先确认它的结果。")
  }
  var stoppedBeforeSending: String {
    say("Stopped before anything was sent.", "已停止，什么都没有发送。")
  }
  var stoppedUpload: String { say("The upload was stopped.", "上传已停止。") }
  var stoppedExport: String {
    say(
      "The export was stopped; no file was written. \"nemo resume\" fetches the video later, or "
        + "export again: neither costs credits.",
      "导出已停止，没有写入文件。之后可以用 nemo resume 取回，或者重新导出，都不消耗积分。")
  }
  var stopped: String { say("Stopped.", "已停止。") }
  var settling: String { say("⏳ Checking what became of the edit...", "⏳ 正在确认剪辑结果……") }
  var stoppedSettling: String {
    say(
      "Stopped. It is checked again before the next message is sent.", "已停止。发送下一条消息之前会再次确认。")
  }

  func settledUnchanged(_ watched: Duration) -> String {
    let seconds = watched.wholeMilliseconds / 1_000
    let minutes = max(1, (seconds + 59) / 60)
    return say(
      "The timeline has not changed in \(minutes) minutes, so the edit was probably not made. Ask "
        + "for it again if you still want it.",
      "时间线 \(minutes) 分钟没有变化，这次剪辑多半没有生效。如果还需要，请再说一遍。")
  }
  var settledUnknown: String {
    say(
      "What became of the edit could not be found out. Look at the status before you ask for it "
        + "again.",
      "无法确认剪辑结果。再次发送之前，请先查看状态。")
  }
  var editGoesOn: String {
    say(
      "The edit goes on without this window. \"nemo chat --session LAST\" shows what became of it.",
      "关闭窗口后剪辑仍会继续。用 nemo chat --session LAST 可以查看结果。")
  }

  // MARK: Export

  var rendering: String { say("⏳ Rendering", "⏳ 正在渲染") }
  var renderingAgain: String {
    say("The render failed. Trying once more...", "渲染失败，正在重试……")
  }
  var downloading: String { say("Downloading", "正在下载") }
  func videoReady(_ path: String, _ bytes: Int) -> String {
    let size = Quantity.size(bytes: bytes).text(in: language)
    return say("✅ Video ready! \(path) (\(size))", "✅ 视频已导出：\(path)（\(size)）")
  }
  func taken(_ path: String, instead other: String) -> String {
    say(
      "\(path) is there already and stays as it is; saving to \(other).",
      "\(path) 已存在，不会覆盖，改存为 \(other)。")
  }
  func wouldReplaceUpload(_ path: String) -> String {
    say(
      "\(path) is the recording itself. Name another file.", "\(path) 是原始素材，请换一个文件名。")
  }
  func subtitlesSaved(_ path: String) -> String {
    say("✅ Subtitles saved: \(path)", "✅ 字幕已保存：\(path)")
  }
  var noSubtitles: String {
    say(
      "There are no subtitles yet. Ask for them first, such as \"add captions\".",
      "还没有字幕。可以先说“加字幕”。")
  }

  // MARK: Questions

  func credits(_ balance: Balance) -> String {
    let held = balance.frozen > 0
    guard language == .chinese else {
      return "\(balance.available) credits available"
        + (held ? ", \(balance.frozen) held by running work" : "") + ". Exports are free."
    }
    return "剩余 \(balance.available) 积分"
      + (held ? "，另有 \(balance.frozen) 积分被进行中的任务占用" : "") + "。导出不消耗积分。"
  }

  var emptyTimeline: String { say("The timeline is empty.", "时间线还是空的。") }
  func link(_ link: String) -> String {
    say("Open it in a browser: \(link)", "在浏览器中打开：\(link)")
  }

  // MARK: Queue

  func queued(_ waiting: [String]) -> String {
    guard !waiting.isEmpty else { return say("Nothing waits.", "没有排队的消息。") }
    return say("Queued (\(waiting.count)): ", "排队中（\(waiting.count)）：")
      + waiting.joined(separator: " · ")
  }
  func cleared(_ count: Int) -> String {
    say(
      count == 1 ? "1 message dropped." : "\(count) messages dropped.", "已放弃 \(count) 条消息。")
  }
  var queueIsFull: String {
    say(
      "Too many messages wait already; this one was not taken. The up arrow brings it back.",
      "排队的消息太多，这条没有加入。按上方向键可以找回。")
  }
  func name(of request: ChatRequest) -> String {
    switch request {
    case .upload(let source): say("upload \(source.name)", "上传 \(source.name)")
    case .message(let text): text.count > 40 ? text.prefix(39) + "…" : text
    case .export(let path): say("export", "导出") + (path.map { " " + $0 } ?? "")
    case .subtitles(let path): say("subtitles", "字幕") + (path.map { " " + $0 } ?? "")
    case .credits: say("credits", "积分")
    case .status: say("status", "状态")
    case .browse: say("open", "打开")
    default: ""
    }
  }

  var looksLikeSecret: String {
    say(
      "That looks like an access token, so it was neither sent nor kept. Give it in NEMO_TOKEN "
        + "when you start nemo.",
      "这看起来像访问令牌，没有发送，也没有保存。请在启动 nemo 时通过 NEMO_TOKEN 提供。")
  }

  // MARK: Words of the client

  func sentence(_ failure: ChatFailure) -> String {
    switch failure {
    case .nemo(let error): error.sentence(in: language)
    case .other(let sentence, _): sentence
    case .noSubtitles: noSubtitles
    case .stopped: stopped
    }
  }

  func timeline(_ summary: TimelineSummary) -> String { summary.text(in: language) }

  func changes(_ changes: TimelineDiff) -> [String] { changes.sentences(in: language) }

  // MARK: Help

  var help: String {
    language == .chinese
      ? """
      想剪什么直接说，例如“裁剪成 16:9，加一段旁白”。
        拖入文件或网址    上传素材，后面可以接着写要求
        导出 [文件名]     渲染并保存视频，不消耗积分
        字幕 [文件名]     把字幕存成 SRT 或 VTT 文件
        状态              查看时间线和素材
        积分              查看余额
        打开              在浏览器中打开项目的链接
        队列、清空队列    查看或放弃排队的消息
        退出              结束对话
      剪辑进行中也可以继续输入，消息会排队。Ctrl-C 停止等待，不会中断剪辑。
      """
      : """
      Say what you want, such as "crop to 16:9 and add a voiceover".
        a file or a web address   uploads it; what to do with it may follow
        export [file]             renders and saves the video; costs no credits
        export subtitles [file]   saves the subtitles as an SRT or VTT file
        status                    the timeline and the media
        credits                   what is left
        open                      a link to the project for a browser
        queue, queue clear        what waits; drops it
        quit                      ends the conversation
      Go on typing while an edit runs: messages wait their turn. Ctrl-C ends the waiting, not the edit.
      """
  }
}
