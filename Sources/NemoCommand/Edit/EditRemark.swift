import NemoClient

/// What `nemo edit` and `nemo status` say by themselves; the rest is the client's or the backend's.
enum EditRemark: Remark {
  case ready, uploading(String), isUploaded(String), rendering, renderingAgain, downloading
  case stillWorking, recovering, nothingChanged
  case credits(Int64)
  case willExport, exportsNot, noSubtitles
  /// An edit that the backend proposes.
  case suggested(String)
  case done(path: String, size: Int)
  /// The second of three files.
  case file(String, Int, of: Int)
  case noSession
  case media(Int), beingRendered(Int)
  case drawn(String)

  var english: String {
    switch self {
    case .ready: "Ready."
    case .uploading(let name): "Uploading \(name)"
    case .isUploaded(let name): "\(name) is uploaded."
    case .rendering: "⏳ Rendering"
    case .renderingAgain: "The render failed. Trying once more..."
    case .downloading: "Downloading"
    case .stillWorking: "⏳ Still working..."
    case .recovering: "The connection broke. Checking what became of the edit..."
    case .nothingChanged:
      "Nothing changed. The editor does better with details, such as \"crop to 16:9, highlight the cursor clicks, and add a voiceover track\"."
    case .credits(let count): "\(count) credits available."
    case .willExport: "The video is exported at the end."
    case .exportsNot: "Name a file with -o to export the video."
    case .suggested(let edit): "You could ask for this next: \"\(edit)\""
    case .noSubtitles: "nemo chat saves subtitles; here the video is saved."
    case .done(let path, let size): "✅ Video ready! \(path) (\(Quantity.size(bytes: size).english))"
    case .file(let name, let number, let count): "── \(number) of \(count): \(name)"
    case .noSession: "No session yet. Start one: nemo edit clip.mp4 \"add a title\" -o out.mp4"
    case .media(let count): "Media (\(count)):"
    case .beingRendered(let count): "Not delivered yet (\(count)); nemo resume fetches them:"
    case .drawn(let path): "The timeline is drawn in \(path)"
    }
  }

  var chinese: String {
    switch self {
    case .ready: "准备就绪。"
    case .uploading(let name): "正在上传 \(name)"
    case .isUploaded(let name): "\(name) 已上传。"
    case .rendering: "⏳ 正在渲染"
    case .renderingAgain: "渲染失败，正在重试一次……"
    case .downloading: "正在下载"
    case .stillWorking: "⏳ 仍在处理……"
    case .recovering: "连接中断，正在确认这次编辑的结果……"
    case .nothingChanged:
      "没有任何变化。指令越具体效果越好，例如“裁剪成 16:9，高亮鼠标点击，并添加配音”。"
    case .credits(let count): "可用积分：\(count)。"
    case .willExport: "视频会在最后导出。"
    case .exportsNot: "如需导出视频，请用 -o 指定文件。"
    case .suggested(let edit): "接下来可以这样要求：“\(edit)”"
    case .noSubtitles: "nemo chat 可以保存字幕，这里只保存视频。"
    case .done(let path, let size): "✅ 视频已完成！\(path)（\(Quantity.size(bytes: size).chinese)）"
    case .file(let name, let number, let count): "── 第 \(number) 个，共 \(count) 个：\(name)"
    case .noSession: "还没有会话。可以这样开始：nemo edit clip.mp4 \"添加标题\" -o out.mp4"
    case .media(let count): "素材（\(count)）："
    case .beingRendered(let count): "尚未交付（\(count)），可用 nemo resume 取回："
    case .drawn(let path): "时间线已绘制到 \(path)"
    }
  }
}

/// What became of the files of a batch, and the heads of its table.
enum BatchRemark: Remark {
  case done, failed, unchanged, stopped, notBegun
  case fileHead, outcomeHead, changesHead, outputHead, sizeHead
  case count(done: Int, of: Int, folder: String)
  case notBegunCount(Int)
  case interrupted

  var english: String {
    switch self {
    case .done: "done"
    case .failed: "failed"
    case .unchanged: "unchanged"
    case .stopped: "stopped"
    case .notBegun: "not begun"
    case .fileHead: "File"
    case .outcomeHead: "Outcome"
    case .changesHead: "What changed"
    case .outputHead: "Output"
    case .sizeHead: "Size"
    case .count(let done, let count, let folder):
      done == 0
        ? "None of the \(count) files is done"
        : "\(done) of \(count) files \(done == 1 ? "is" : "are") done, in \(folder)"
    case .notBegunCount(let count):
      "The same would stop \(count == 1 ? "the last file" : "the other \(count) files"), so "
        + "\(count == 1 ? "it was" : "they were") not begun."
    case .interrupted:
      "Stopped. What was sent may go on at the backend; nemo status shows the timeline."
    }
  }

  var chinese: String {
    switch self {
    case .done: "完成"
    case .failed: "失败"
    case .unchanged: "无变化"
    case .stopped: "已中断"
    case .notBegun: "未开始"
    case .fileHead: "文件"
    case .outcomeHead: "结果"
    case .changesHead: "改动"
    case .outputHead: "输出"
    case .sizeHead: "大小"
    case .count(let done, let count, let folder):
      done == 0 ? "\(count) 个文件都没有完成" : "\(count) 个文件中完成了 \(done) 个，位于 \(folder)"
    case .notBegunCount(let count): "其余 \(count) 个文件会遇到同样的问题，因此没有开始。"
    case .interrupted: "已停止。已发送的编辑可能仍在服务器上进行，可用 nemo status 查看时间线。"
    }
  }
}
