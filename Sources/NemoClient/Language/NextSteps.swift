/// What to do next: example sentences that the user could type as they are.
public enum NextSteps {
  /// What was done last.
  public enum Step: Sendable, Hashable, CaseIterable {
    /// The conversation began.
    case greeting
    case upload
    /// A message was answered.
    case edit
    case export
  }

  /// Two or three sentences, such as "add captions", chosen from what the timeline lacks.
  ///
  /// - Parameters:
  ///   - step: what was done last.
  ///   - draft: the timeline; nil where there is none.
  ///   - language: the user's.
  public static func after(_ step: Step, draft: Draft?, in language: Language) -> [String] {
    sentences(step, draft.map(TimelineParts.init), language)
  }

  /// The same from the summary that a turn's outcome has, which does not tell the shape.
  public static func after(
    _ step: Step, timeline: TimelineSummary?, in language: Language
  ) -> [String] {
    sentences(step, timeline.map(TimelineParts.init), language)
  }

  private static func sentences(
    _ step: Step, _ parts: TimelineParts?, _ language: Language
  ) -> [String] {
    steps(step, parts?.kinds.isEmpty == false ? parts : nil).map { $0.text(in: language) }
  }

  private static func steps(_ step: Step, _ parts: TimelineParts?) -> [NextStep] {
    guard let parts else {
      return step == .upload ? [.trim, .crop, .title] : [.upload, .generate]
    }
    switch step {
    case .greeting: return [.preview, .export]
    case .upload, .edit: return parts.wishes.prefix(2) + [.export]
    case .export:
      let isCaptioned = parts.kinds.contains(.captions)
      return [isCaptioned ? .subtitles : .captions, parts.isWide ? .tall : .upload]
    }
  }
}

/// What a timeline has.
private struct TimelineParts {
  var kinds: Set<TrackLabel> = []
  /// Whether the picture is known to be wider than high.
  var isWide = false

  init(_ draft: Draft) {
    kinds = Set(draft.tracks.filter { !$0.segments.isEmpty }.map(TrackLabel.init))
    if let width = draft.width, let height = draft.height { isWide = width > height }
  }

  init(_ summary: TimelineSummary) {
    let known: [TrackLabel] = [.video, .music, .voice, .title, .captions, .highlights]
    kinds = Set(
      known.filter { label in summary.lines.contains { $0.hasPrefix("\(label.description): ") } })
  }

  /// What is missing, the most useful first, and then what can be made better.
  var wishes: [NextStep] {
    let missing: [(TrackLabel, NextStep)] = [
      (.title, .title), (.music, .music), (.captions, .captions), (.voice, .voice),
    ]
    let lacking = missing.filter { !kinds.contains($0.0) }.map(\.1)
    return lacking + (isWide ? [.tall] : []) + [.quieter, .recolour]
  }
}

/// One thing to do.
private enum NextStep {
  case upload, generate, trim, crop, tall, title, music, captions, voice, quieter, recolour
  case preview, export, subtitles

  func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  private var english: String {
    switch self {
    case .upload: "upload a clip"
    case .generate: "generate a 10-second timelapse of a city at night"
    case .trim: "trim the silent pauses at the start and end"
    case .crop: "crop the screen recording to 16:9 and highlight the cursor clicks"
    case .tall: "crop it to 9:16 for phones"
    case .title: "add a title that says \"Getting started\" for the first 3 seconds"
    case .music: "add soft background music at 30% volume"
    case .captions: "add captions at the bottom"
    case .voice: "add a voiceover that explains each step"
    case .quieter: "lower the music to 20%"
    case .recolour: "make the title blue"
    case .preview: "preview"
    case .export: "export"
    case .subtitles: "download subtitles"
    }
  }

  private var chinese: String {
    switch self {
    case .upload: "上传一段视频"
    case .generate: "生成一段10秒的城市夜景延时视频"
    case .trim: "剪掉开头和结尾的静音"
    case .crop: "把录屏裁剪成16:9，并高亮鼠标点击"
    case .tall: "裁剪成9:16，方便手机观看"
    case .title: "在前3秒加上标题“快速上手”"
    case .music: "加一段轻柔的背景音乐，音量30%"
    case .captions: "在底部加上字幕"
    case .voice: "加一段讲解每一步的旁白"
    case .quieter: "把音乐音量降到20%"
    case .recolour: "把标题改成蓝色"
    case .preview: "预览"
    case .export: "导出"
    case .subtitles: "下载字幕"
    }
  }
}
