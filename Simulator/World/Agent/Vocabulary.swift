/// What a clause is about.
enum Topic: Sendable, Hashable {
  case generate, append, pauses, highlights, captions, title, voice, music, volume, transition
  case speed, crop, trim

  var target: Edit.Target? {
    switch self {
    case .title: .title
    case .music: .music
    case .voice: .voice
    case .captions: .captions
    case .highlights: .highlights
    case .transition: .transition
    default: nil
    }
  }
}

/// The agent's words. A blank at a word's end: nothing may follow; else it is the beginning of one.
enum Vocabulary {
  static let removing = [
    "remove", "delete", "drop ", "get rid", "take out", "take off", "leave out", "strip",
    "turn off", "去掉", "删除", "删掉", "移除", "去除", "取消", "关掉", "删去",
  ]
  static let changing = [
    "change", "make ", "set ", "turn ", "rename", "recolor", "colour", "color", "move", "改", "换",
    "变", "设", "调",
  ]
  static let adding = [
    "add", "make a ", "insert", "put", "include", "give", "create", "generate", "overlay", "use ",
    "apply",
    "加", "添", "配", "生成", "放", "插入", "来",
  ]
  static let cutting = [
    "trim", "cut ", "cutting", "shorten", "start at", "start from", "begin at", "begin from", "开始",
    "剪", "截", "裁",
  ]
  static let keeping = [
    "keep", "only", "just", "to the first", "to the last", "down to", "use ", "保留", "只要", "留",
    "截取",
  ]
  static let generating = ["generate", "create", "produce", "make a", "make me", "生成", "制作", "做一"]
  /// What nothing here can do, whatever the topic.
  static let impossible = ["translate", "翻译"]
  /// What other editors do and this one does not.
  static let foreign = [
    "blur", "zoom", "rotate", "flip", "mirror", "reverse", "stabili", "denoise", "sharpen",
    "brighten", "darken", "pixelate", "freeze", "loop", "undo", "retouch", "green screen", "模糊",
    "打码", "马赛克", "旋转", "翻转", "镜像", "倒放", "防抖", "降噪", "调色", "美颜", "磨皮", "滤镜",
    "抠图", "推近", "拉近", "特写", "撤销",
  ]
  /// Clauses that ask to leave something as it is.
  static let holding = [
    "keep", "leave ", "retain", "preserve", "保留", "保持", "留着", "留下", "不变",
  ]
  /// What is left of a timeline beside a part that was named.
  static let rest = [
    "the rest", "the remaining", "everything else", "the others", "其余", "剩下", "剩余", "其他",
  ]

  static let talking = [
    "hello", "hi ", "hey", "what can you", "who are you", "help ", "thanks", "thank you", "你好",
    "您好", "能做什么", "你是谁", "谢谢", "帮助",
  ]

  static let footage = ["video", "clip", "footage", "scene", "movie", "film", "视频", "片段", "短片"]

  static let louder = [
    "louder", "raise", "increase", "boost", "turn up", "大一点", "大声", "调高", "提高", "调大", "增大",
    "加大", "增加", "开大",
  ]
  static let quieter = [
    "quieter", "softer", "lower", "decrease", "reduce", "turn down", "小一点", "小声", "调低", "降低",
    "调小", "减小", "减少", "关小",
  ]

  /// In the order of their precedence.
  static let topics: [(topic: Topic, words: [String])] = [
    (
      .pauses,
      [
        "pause", "silence", "silent part", "静音片段", "静音部分", "dead air", "dead time", "idle", "停顿",
        "静默", "空白", "沉默",
      ]
    ),
    (.highlights, ["highlight", "click", "高亮", "点击", "突出", "鼠标"]),
    (.captions, ["caption", "subtitle", "字幕"]),
    (.title, ["title", "heading", "headline", "text overlay", "text ", "标题", "片头", "文字"]),
    (
      .voice,
      [
        "voiceover", "voice-over", "voice over", "voice track", "narrat", "commentary", "配音", "旁白",
        "解说",
      ]
    ),
    (
      .music,
      [
        "music", "bgm", "soundtrack", "song", "background track", "lo-fi", "lofi", "lo fi", "音乐",
        "配乐", "背景乐",
      ]
    ),
    (
      .transition,
      ["transition", "fade", "dissolve", "crossfade", "wipe", "转场", "过渡", "淡入", "淡出", "溶解"]
    ),
    (
      .volume,
      ["volume", "quieter", "louder", "mute", "unmute", "音量", "静音", "声音", "原声", "大声", "小声"]
    ),
    (
      .speed,
      [
        "speed", "faster", "slower", "slow ", "slow-mo", "slow mo", "quick", "double time",
        "half time", "倍速", "加速", "减速", "加快", "放慢", "慢放", "慢动作", "快进", "快一点",
        "慢一点", "变速",
      ]
    ),
    (
      .crop,
      [
        "crop", "aspect", "ratio", "vertical", "portrait", "square", "landscape", "widescreen",
        "竖屏", "横屏", "方形", "裁剪", "比例", "画幅", "竖版", "横版",
      ]
    ),
    (.append, ["append", "join", "concatenate", "merge", "combine", "stitch", "拼接", "接上", "合并"]),
  ]

  /// Styles of the simulator's music, by the words for them.
  static let styles: [(word: String, style: String)] = [
    ("lo-fi", "Lo-fi"), ("lofi", "Lo-fi"), ("lo fi", "Lo-fi"), ("upbeat", "Upbeat"),
    ("happy", "Upbeat"), ("cheerful", "Upbeat"), ("energetic", "Upbeat"), ("calm", "Calm"),
    ("relax", "Calm"), ("soft", "Calm"), ("gentle", "Calm"), ("ambient", "Ambient"),
    ("cinematic", "Cinematic"), ("epic", "Cinematic"), ("dramatic", "Cinematic"),
    ("jazz", "Jazz"), ("piano", "Piano"), ("acoustic", "Acoustic"), ("guitar", "Acoustic"),
    ("electronic", "Electronic"), ("techno", "Electronic"), ("rock", "Rock"),
    ("corporate", "Corporate"), ("轻快", "Upbeat"), ("欢快", "Upbeat"), ("活泼", "Upbeat"),
    ("舒缓", "Calm"), ("轻柔", "Calm"), ("安静", "Calm"), ("电影感", "Cinematic"),
    ("史诗", "Cinematic"), ("钢琴", "Piano"), ("爵士", "Jazz"), ("电子", "Electronic"),
    ("吉他", "Acoustic"), ("摇滚", "Rock"),
  ]

  /// What is usual unless the message says otherwise.
  static let defaultStyle = "Lo-fi"

  static let transitions: [(word: String, kind: RenderSpec.Transition.Kind)] = [
    ("dissolve", .dissolve), ("crossfade", .dissolve), ("wipe", .wipe), ("slide", .slide),
    ("溶解", .dissolve), ("擦除", .wipe), ("滑动", .slide),
  ]

  static let positions: [(word: String, position: RenderSpec.Text.Position)] = [
    ("top", .top), ("upper", .top), ("bottom", .bottom), ("lower", .bottom), ("center", .center),
    ("centre", .center), ("middle", .center), ("顶部", .top), ("上方", .top), ("底部", .bottom),
    ("下方", .bottom), ("中间", .center), ("居中", .center), ("中央", .center),
  ]
}
