/// What the agent says. The wording is the simulator's; that it talks as if the user had a GUI in
/// front of them is documented (contract section 15).
enum Wording {
  /// Seconds without zeros at the end, with one decimal at most.
  static func seconds(_ milliseconds: Int) -> String {
    let tenths = (milliseconds + 50) / 100
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }

  /// With two decimals at most: 2, 1.5, 1.25.
  private static func factor(_ factor: Double) -> String {
    let text = "\((factor * 100).rounded() / 100)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  static func sentence(_ finding: Finding, _ language: Language) -> String {
    language == .english ? english(finding) : chinese(finding)
  }

  /// The GUI talk at the end of an edit.
  static func ready(_ language: Language) -> String {
    switch language {
    case .english:
      """
      Your clip is ready. Click Export in the top right corner, or open the timeline panel to \
      preview it.
      """
    case .chinese: "视频已准备好。点击导出按钮即可下载，或打开时间线面板预览。"
    }
  }

  /// What a run may say at its end although all went well: documented, section 7.6.
  static let tailNoise = "I encountered a temporary issue"

  static func beSpecific(_ language: Language) -> String {
    switch language {
    case .english:
      """
      I could not tell which edit you want. Please be specific, for example: "crop the screen \
      recording to 16:9, highlight the cursor clicks, and add a voiceover track".
      """
    case .chinese: "我没有理解要做的修改。请说得具体一些，例如：“裁剪为16:9，高亮鼠标点击，并添加配音”。"
    }
  }

  static func couldNot(_ parts: [String], _ language: Language) -> String {
    switch language {
    case .english: "I could not do this: \(parts.joined(separator: "; "))."
    case .chinese: "这部分我做不到：\(parts.joined(separator: "；"))。"
    }
  }

  static func howLoud(_ language: Language) -> String {
    switch language {
    case .english:
      """
      I could not tell how loud it should be. Please be specific, for example: "set the music \
      volume to 30%".
      """
    case .chinese: "我没有理解音量要调到多少。请说得具体一些，例如：“把音乐音量设为30%”。"
    }
  }

  static func wholeSpeedOnly(_ language: Language) -> String {
    switch language {
    case .english: "I can change the speed of the whole video only, so I left the speed as it is."
    case .chinese: "我只能改变整个视频的速度，所以速度未变。"
    }
  }

  static func noFadeOut(_ language: Language) -> String {
    switch language {
    case .english: "I cannot fade the picture out at the end; music fades out by itself."
    case .chinese: "画面无法在结尾淡出；音乐会自动淡出。"
    }
  }

  static func leftAlone(_ language: Language) -> String {
    switch language {
    case .english: "I left it as it is. Tell me what to change when you want to."
    case .chinese: "已保持原样。需要修改时请告诉我。"
    }
  }

  static func greeting(_ language: Language) -> String {
    switch language {
    case .english:
      """
      Hello! I edit videos by chat: I can trim, crop, add titles, captions, music or a \
      voice-over, highlight clicks, change the speed, and generate clips.
      """
    case .chinese: "你好！我可以通过对话剪辑视频：剪切、裁剪、加标题、字幕、音乐或配音、高亮点击、变速，也能生成视频。"
    }
  }

  static func nothingToEdit(_ language: Language) -> String {
    switch language {
    case .english:
      """
      There is no video in this project yet. Upload one, or ask me to generate a clip.
      """
    case .chinese: "项目里还没有视频。请先上传视频，或让我生成一段。"
    }
  }

  static func tooLong(_ language: Language) -> String {
    switch language {
    case .english: "One clip can have 60 seconds at most. Ask for shorter clips, one by one."
    case .chinese: "单个片段最长60秒。请拆成几个较短的片段。"
    }
  }

  static func stageOne(_ finding: Finding, _ language: Language) -> String {
    let more =
      language == .english ? " I will add music and a title now." : "接下来我会添加音乐和标题。"
    return sentence(finding, language) + more
  }

  private static func name(_ target: Edit.Target, _ language: Language) -> String {
    let isEnglish = language == .english
    return switch target {
    case .title: isEnglish ? "title" : "标题"
    case .music: isEnglish ? "music" : "音乐"
    case .voice: isEnglish ? "voice-over" : "配音"
    case .captions: isEnglish ? "captions" : "字幕"
    case .highlights: isEnglish ? "click highlights" : "点击高亮"
    case .transition: isEnglish ? "transition" : "转场"
    case .video: isEnglish ? "video's own sound" : "视频原声"
    }
  }

  private static func english(_ finding: Finding) -> String {
    switch finding {
    case .shown(let name, let length): "Started from \(name) (\(seconds(length))s)."
    case .appended(let name, let length): "Added \(name); the video is \(seconds(length))s now."
    case .trimmed(let from, let to): "Trimmed from \(seconds(from))s to \(seconds(to))s."
    case .nothingToTrim: "That range leaves nothing to trim, so I kept the length."
    case .pausesTrimmed(let cut, let left):
      "Trimmed \(seconds(cut))s of pauses; \(seconds(left))s are left."
    case .noPauses: "I found no pauses at the ends."
    case .cropped(let ratio, let width, let height): "Cropped to \(ratio) (\(width)x\(height))."
    case .titleAdded(let text, let start, let end):
      "Added the title \"\(text)\" (\(seconds(start))-\(seconds(end))s)."
    case .titleUnchanged(let text):
      """
      The title \"\(text)\" is as it was. Tell me its new text in quotation marks, a color or a \
      position.
      """
    case .titleChanged(let text): "Changed the title \"\(text)\"."
    case .captionsAdded(let count): "Added \(counted(count, "caption"))."
    case .noSpeech:
      "I found no speech to caption. Add a voice-over first, or tell me the text."
    case .musicAdded(let name, let percent): "Added \(name) music at \(percent)% volume."
    case .volumeSet(let target, let percent):
      "Set the volume of the \(name(target, .english)) to \(percent)%."
    case .voiceAdded(let length): "Added a voice-over (\(seconds(length))s)."
    case .transitionAdded(let kind, let isAtStart):
      isAtStart
        ? "Added a fade-in at the start, as there is one clip only."
        : "Added a \(kind.rawValue) transition."
    case .speedChanged(let factor, let length):
      "Changed the speed to \(Self.factor(factor))x; the video is \(seconds(length))s now."
    case .clicksHighlighted(let count): "Highlighted \(counted(count, "cursor click"))."
    case .noClicks: "I found no clicks in this recording, so nothing is highlighted."
    case .removed(let target): "Removed the \(name(target, .english))."
    case .missing(let target):
      "There \(target == .captions || target == .highlights ? "are" : "is") no "
        + "\(name(target, .english)) in this draft."
    case .generated(let title, let length): "Generated \"\(title)\" (\(seconds(length))s)."
    case .noDraft: nothingToEdit(.english)
    }
  }

  private static func chinese(_ finding: Finding) -> String {
    switch finding {
    case .shown(let name, let length): "已载入\(name)（\(seconds(length))秒）。"
    case .appended(let name, let length): "已接上\(name)，全长\(seconds(length))秒。"
    case .trimmed(let from, let to): "已从\(seconds(from))秒剪到\(seconds(to))秒。"
    case .nothingToTrim: "这个范围没有可剪的内容，长度不变。"
    case .pausesTrimmed(let cut, let left): "已剪掉\(seconds(cut))秒停顿，剩余\(seconds(left))秒。"
    case .noPauses: "首尾没有发现停顿。"
    case .cropped(let ratio, let width, let height): "已裁剪为\(ratio)（\(width)x\(height)）。"
    case .titleAdded(let text, let start, let end):
      "已添加标题《\(text)》（\(seconds(start))-\(seconds(end))秒）。"
    case .titleUnchanged(let text): "标题《\(text)》没有变化。请用引号写出新的文字，或说明颜色、位置。"
    case .titleChanged(let text): "已修改标题《\(text)》。"
    case .captionsAdded(let count): "已添加\(count)条字幕。"
    case .noSpeech: "没有发现语音，无法生成字幕。请先添加配音，或告诉我文字内容。"
    case .musicAdded(let name, let percent): "已添加\(name)音乐，音量\(percent)%。"
    case .volumeSet(let target, let percent): "\(name(target, .chinese))音量已设为\(percent)%。"
    case .voiceAdded(let length): "已添加配音（\(seconds(length))秒）。"
    case .transitionAdded(let kind, let isAtStart):
      isAtStart ? "只有一个片段，已在开头添加淡入。" : "已添加转场（\(kind.rawValue)）。"
    case .speedChanged(let factor, let length):
      "已改为\(Self.factor(factor))倍速，全长\(seconds(length))秒。"
    case .clicksHighlighted(let count): "已高亮\(count)次鼠标点击。"
    case .noClicks: "这段录屏里没有发现点击，未做高亮。"
    case .removed(let target): "已删除\(name(target, .chinese))。"
    case .missing(let target): "草稿里没有\(name(target, .chinese))。"
    case .generated(let title, let length): "已生成《\(title)》（\(seconds(length))秒）。"
    case .noDraft: nothingToEdit(.chinese)
    }
  }
}
