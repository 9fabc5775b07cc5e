extension FileRemark {
  var chinese: String {
    switch self {
    case .notAccepted(let path):
      "\(Self.subject(path))未上传：不支持这种文件类型。支持的格式有 \(NemoError.acceptedFormats(in: .chinese))。"
    case .tooLarge(let path, let limitMegabytes):
      "\(Self.subject(path))未上传：\(Self.excess(limitMegabytes))。请先压缩或剪短。"
    case .empty(let path): "\(Self.subject(path))内容为空，没有上传。请选择其他文件。"
    case .notFound(let path): "找不到\(Self.object(path))。请检查路径。"
    case .notReadable(let path): "无法读取\(Self.object(path))。请确认它是一个文件，并检查访问权限。"
    case .notWritable(let path, let isVideoKept):
      "无法写入\(path.map { " \($0)" } ?? "输出文件")。请换一个位置，或腾出一些磁盘空间"
        + (isVideoKept ? "；视频仍保留在服务器上。" : "。")
    }
  }

  /// Paths stand apart from the characters around them.
  private static func subject(_ path: String?) -> String { path.map { "\($0) " } ?? "文件" }
  private static func object(_ path: String?) -> String { path.map { " \($0)" } ?? "文件" }

  private static func excess(_ limitMegabytes: Int?) -> String {
    limitMegabytes.map { "大小超过了 \($0) MB" } ?? "大小超过了服务器的限制（通常为 500 MB）"
  }
}

extension RequestRemark {
  var chinese: String {
    switch self {
    case .instructionNotTaken: "服务器无法处理这样的指令。"
    case .fewerWords: "请说得简短一些。"
    case .requestNotTaken: "服务器无法处理这样的请求。请缩短时间线后再试。"
    case .editFailed(let reason): "编辑没有成功" + Chinese.ending(with: reason)
    case .otherWords: "请换一种说法，或稍后再试。"
    case .refused(let reason): "服务器拒绝了请求" + Chinese.ending(with: reason)
    case .changeIt: "请修改请求，或稍后再试。"
    case .cancelled(wasSent: true): "已取消。服务器可能仍在继续：请先查看时间线，再决定是否重新提出要求。"
    case .cancelled(wasSent: false): "已取消，没有发送任何内容。"
    }
  }
}

extension ConnectionRemark {
  var chinese: String {
    switch self {
    case .unreachable: "无法连接到服务器，请检查网络。"
    case .insecure: "与服务器的连接不安全，因此没有使用；请检查本机的时间和代理设置。"
    case .overdue: "服务器响应超时。"
    case .broken: "与服务器的连接中断了。"
    case .unreadable: "服务器返回了无法识别的内容。"
    case .trouble: "服务器出现故障。"
    case .unknown: "服务器出现了问题。"
    }
  }
}

extension ExportRemark {
  var chinese: String {
    switch self {
    case .nothingYet: "还没有可以导出的内容。请先上传片段并提出编辑要求，或描述您想要的视频。"
    case .failed: "导出失败，请稍后再试。时间线已保留，导出不消耗积分。"
    case .stillRendering: "视频仍在服务器上渲染，关闭本程序也会继续。请稍后再来获取，这不消耗积分。"
    case .notDownloaded: "视频已渲染完成并保存在服务器上，但下载没有成功。请稍后再来获取，这不消耗积分。"
    case .foreign(let name):
      "时间线中显示的是\(name.map { "“\($0)”" } ?? "另一个文件")，不是要编辑的文件，所以没有导出。请换一种说法，或单独编辑该文件。"
    }
  }
}

extension SettingRemark {
  var chinese: String {
    switch self {
    case .storeFailed: "无法读写 nemo 保存的数据。请检查磁盘剩余空间和数据文件夹的访问权限。"
    case .senseless(let setting):
      "有一项设置不正确" + (setting.map { "：\(Self.chinese($0))" } ?? "") + "。请检查后重新开始。"
    case .noBackend: "服务器无法识别这个请求。请检查服务器地址。"
    }
  }

  private static func chinese(_ setting: BadSetting) -> String {
    switch setting {
    case .address: "API 地址不是 http 或 https 网址"
    case .attribution(let names):
      "服务器需要知道请求来自哪个技能，而 \(names.joined(separator: "、")) 为空"
    case .webAddress: "网页地址不是普通的 http 或 https 网址"
    case .fileAddress: "文件网址应以 http:// 或 https:// 开头，且不含用户名"
    case .fileAddressWithToken: "文件网址中含有 nemo 的令牌，不会把它转交出去"
    case .other(let detail): detail
    }
  }
}

extension Fate {
  var chinese: String {
    switch self {
    case .notRun: "这次编辑没有执行，也没有产生费用。"
    case .unchanged(let time): "时间线已有 \(Quantity.duration(time).chinese)没有变化。"
    case .mayRun: "这次编辑可能仍在进行：请先查看时间线，再决定是否重新提出要求。"
    case .asItWas(mayHaveCost: true): "时间线保持原样，但可能已消耗积分。"
    case .asItWas(mayHaveCost: false): "时间线保持原样。"
    }
  }
}

extension Advice {
  var chinese: String {
    switch self {
    case .tryAgainSoon: "稍后可以再试一次。"
    case .uploadAgain: "文件可能没有传到服务器。请重新上传，重复上传没有影响。"
    case .exportAgain: "请稍后重新导出，导出不消耗积分。"
    }
  }
}

private enum Chinese {
  /// The end of a sentence that quotes the server, where it gave a reason. A quoted sentence keeps
  /// its own full stop within the quotes (GB/T 15834, section 4.8).
  static func ending(with reason: String?) -> String {
    guard let reason else { return "。" }
    return "，原因是：“\(reason)”" + (reason.isEnded ? "" : "。")
  }
}
