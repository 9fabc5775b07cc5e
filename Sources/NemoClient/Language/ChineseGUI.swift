/// Chinese instructions for a graphical editor.
enum ChineseGUI {
  private static let fillers = [
    "请您", "请", "您可以", "你可以", "您也可以", "你也可以", "也可以", "可以", "您", "你", "只需", "只要", "然后", "接着",
    "现在", "并且", "并", "直接", "之后", "再", "就", "可",
  ]
  private static let clicks = ["点击", "单击", "双击", "点选"]
  /// What follows a click that is shown in the video and not asked for.
  private static let contents = ["高亮", "处", "动画", "效果", "特效", "音", "位置", "次", "率", "标记", "轨迹"]
  private static let surfaces = [
    "面板", "时间线", "时间轴", "编辑器", "播放器", "设置", "菜单", "窗口", "页面", "账户", "账号", "账单", "控制台", "界面",
    "选项卡", "侧边栏", "工具栏", "工作区",
  ]
  private static let visits = ["打开", "进入", "前往", "切换到", "查看", "去", "到", "预览", "返回"]
  private static let drags = ["拖拽", "拖动", "拖放", "拖到", "拖入"]
  private static let corners = ["右上角", "左上角", "右下角", "左下角", "右侧", "左侧", "上方", "下方", "顶部", "底部"]

  static func instruction(in clause: Clause) -> GUIInstruction? {
    let text = clause.text
    guard text.unicodeScalars.contains(where: { $0.value >= 0x3400 }) else { return nil }
    let start = afterFillers(text)
    if isInstruction(text[start...]) {
      return GUIInstruction(range: text.startIndex..<text.endIndex, action: action(text))
    }
    return embedded(text)
  }

  private static func isInstruction(_ text: Substring) -> Bool {
    let hasSurface = surfaces.contains(where: text.contains)
    if isAskedClick(text) || drags.contains(where: text.hasPrefix) { return true }
    if visits.contains(where: text.hasPrefix), hasSurface { return true }
    if text.contains("导出按钮"), !text.hasPrefix("已"), !text.hasPrefix("我") { return true }
    if text.hasPrefix("将") || text.hasPrefix("把") { return drags.contains(where: text.contains) }
    guard text.hasPrefix("在") || text.hasPrefix("从"),
      hasSurface || corners.contains(where: text.contains)
    else { return false }
    return (clicks + drags + ["打开", "选择", "查看", "预览", "调整"]).contains(where: text.contains)
  }

  /// A click at the start of the text that the user is to make.
  private static func isAskedClick(_ text: Substring) -> Bool {
    guard let click = clicks.first(where: text.hasPrefix) else { return false }
    let object = text.dropFirst(click.count)
    return !contents.contains(where: object.hasPrefix)
  }

  /// An instruction after a description: "标题已添加请点击导出".
  private static func embedded(_ text: String) -> GUIInstruction? {
    let asks = ["请", "可以", "可", "然后", "并", "后"]
    for ask in asks {
      for click in clicks {
        guard let found = text.range(of: ask + click) else { continue }
        let object = text[found.upperBound...]
        guard !contents.contains(where: object.hasPrefix) else { continue }
        // "完成后点击…": all of it leads to the click.
        let start = ask == "后" ? text.startIndex : found.lowerBound
        return GUIInstruction(range: start..<text.endIndex, action: action(text))
      }
    }
    return nil
  }

  private static func afterFillers(_ text: String) -> String.Index {
    var rest = text[...].drop(while: \.isWhitespace)
    while let filler = fillers.first(where: rest.hasPrefix) { rest = rest.dropFirst(filler.count) }
    return rest.startIndex
  }

  private static func action(_ text: String) -> SuggestedAction {
    func says(_ words: String...) -> Bool { words.contains(where: text.contains) }
    if says("上传"), clicks.contains(where: text.contains) { return .sendFile }
    if says("拖"), says("文件", "素材") { return .sendFile }
    if says("拖", "调整", "排列", "移动") { return .edit(EditInstruction.chinese(text)) }
    if says("SRT", "VTT", "srt", "vtt", "字幕文件") { return .subtitles }
    if says("导出", "下载", "渲染", "保存") { return .export }
    if says("账户", "账号", "账单", "积分", "余额", "充值", "设置", "控制台") { return .credits }
    return says("时间线", "时间轴", "面板", "预览", "播放", "打开", "查看", "界面") ? .showTimeline : .edit(nil)
  }

  static func isContinuation(_ text: String) -> Bool {
    guard ["然后", "再", "并", "即可", "就", "以便", "来"].contains(where: text.hasPrefix) else {
      return false
    }
    return !["告诉", "回复", "发给我", "对我说"].contains(where: text.contains)
  }

  static func isLeadIn(_ text: String) -> Bool {
    ["如果", "如需", "若", "要", "想", "当", "需要", "完成后", "满意后"].contains(where: text.hasPrefix)
  }
}

extension String {
  /// Where a part first occurs.
  fileprivate func range(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
