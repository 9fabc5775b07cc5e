extension TrackLabel {
  package var chinese: String {
    switch self {
    case .video: "视频"
    case .music: "背景音乐"
    case .voice: "配音"
    case .title: "标题"
    case .captions: "字幕"
    case .highlights: "点击高亮"
    case .other(let name): name ?? "其他"
    }
  }

  /// That many segments, with the word that counts them.
  fileprivate func counted(_ count: Int) -> String {
    switch self {
    case .captions: "\(count) 条字幕"
    case .highlights: "\(count) 处点击高亮"
    case .other(let name?): "\(count) 个“\(name)”片段"
    case .other(nil): "\(count) 个其他片段"
    default: "\(count) 段\(chinese)"
    }
  }

  /// Within a sentence, where a name of the timeline's own needs quotes.
  fileprivate var within: String {
    switch self {
    case .other(let name?): "“\(name)”"
    case .other(nil): "其他内容"
    default: chinese
    }
  }
}

extension SegmentTitle {
  package var chinese: String {
    switch self {
    case .text(let text): "“\(text)”"
    case .name(let name): name
    case .untitled: "未命名"
    }
  }

  /// Within a sentence, where a bare name would run into the words around it.
  fileprivate var quoted: String {
    switch self {
    case .text(let text), .name(let text): "“\(text)”"
    case .untitled: "未命名片段"
    }
  }
}

extension SegmentSummary {
  package var chinese: String { "\(title.chinese) \(figures)" }
}

extension TimelineHead {
  var chinese: String {
    switch self {
    case .empty: "时间线是空的。"
    case .tracks(let count): "时间线（\(count) 条轨道）："
    }
  }
}

extension TrackSummary {
  package var chinese: String {
    switch content {
    case .empty: "\(label.chinese)：空"
    case .counted(let count, let times):
      "\(label.chinese)：\(count) \(label == .captions ? "条" : "处") (\(times))"
    case .named(let segments, let count):
      "\(label.chinese)：" + segments.map(\.chinese).joined(separator: "、")
        + (count > segments.count ? " 等 \(count) 段" : "")
    }
  }
}

extension TimelineChange {
  package var chinese: String {
    switch self {
    case .added(let label, let segment): "已添加\(label.chinese)：\(segment.chinese)"
    case .addedSeveral(.voice, _): "已添加配音"
    case .addedSeveral(let label, let count): "已添加 \(label.counted(count))"
    case .removed(let label, let title): "已删除\(label.chinese)：\(title.chinese)"
    case .removedSeveral(let label): "已删除\(label.within)"
    case .replaced(let label, let old, let new):
      "\(label.within)已从\(old.quoted)\(label.isText ? "改为" : "换成")\(new.quoted)"
    case .volume(let label, let old, let new):
      "\(label.within)音量已从 \(Phrase.percent(old)) 调到 \(Phrase.percent(new))"
    case .moved(let label, let title, let start, let end):
      label.within + (label == .title ? title.quoted : "") + "已移到第 \(Phrase.span(start, end)) 秒"
    case .captionsChanged: "字幕已修改"
    case .length(let old, let new):
      "时长已从 \(Phrase.number(old)) 秒\(new < old ? "剪到" : "延长到") \(Phrase.number(new)) 秒"
    case .speed(let factor): "播放速度已改为 \(Phrase.factor(factor)) 倍"
    case .cropped(let width, let height): "画面已裁剪为 \(width)x\(height)"
    case .effects(let effect, let added):
      "\(added > 0 ? "已添加" : "已删除") \(added.magnitude) \(effect.chinese)"
    case .mediaAdded(let name): name.map { "已添加素材：\($0)" } ?? "已添加一个素材"
    case .mediaGenerated(let count): "已生成 \(count) 个素材"
    case .unknown: "时间线有改动"
    case .more(let count): "另有 \(count) 处改动"
    }
  }
}

extension TimelineChange.Effect {
  fileprivate var chinese: String {
    switch self {
    case .highlights: "处点击高亮"
    case .transitions: "个转场"
    }
  }
}
