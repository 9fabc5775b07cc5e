extension SignInRemark {
  var chinese: String {
    switch self {
    case .notSignedIn: "尚未登录，没有发送任何内容。请设置 NEMO_TOKEN，或允许匿名登录。"
    case .suppliedTokenRejected:
      "服务器不接受您提供的令牌，nemo 也没有擅自换用其他令牌。"
        + "请在 NEMO_TOKEN 中填写有效的令牌；也可以使用免费的匿名账号：不填令牌，或加上 --anonymous。"
    case .accountTokenRejected: "服务器不再接受您账号的令牌。请在账号设置中新建一个令牌，并填入 NEMO_TOKEN。"
    case .freeTokenRejected: "服务器不接受免费令牌，重新登录后仍然如此。"
    case .freeTokenEnded: "编辑进行到一半时，服务器不再接受免费令牌。"
    case .clientIDRefused: "服务器因客户端标识拒绝了登录，换用新的标识后仍然如此。"
    case .tryLater(let pause):
      "请\(pause.map { "在 \(Quantity.duration($0).chinese)后" } ?? "稍后")再试，或将 NEMO_TOKEN 设为您账号的令牌。"
    }
  }
}

extension SessionRemark {
  var chinese: String {
    switch self {
    case .lost: "服务器上已经没有这个项目，其中已上传的文件和时间线都丢失了。请新建项目并重新上传文件。"
    case .replaced: "服务器上已经没有这个项目，因此为您新建了一个。原项目中已上传的文件和时间线都丢失了。"
    case .uploadAgain: "请重新上传文件。"
    case .editNotRun: "这次编辑没有执行，也没有产生费用：请先重新上传文件，再提出编辑要求。"
    case .editLost: "这次编辑也随之丢失，可能已消耗积分：请先重新上传文件，再重新提出编辑要求。"
    case .editAgain: "请重新上传文件并重做编辑，然后再导出。"
    }
  }
}

extension CreditRemark {
  var chinese: String {
    switch self {
    case .usedUp(let isFree, let end): (isFree ? "免费积分已用完" : "积分不足") + Self.chinese(end)
    case .register(let link): "注册即可再得 100 积分，并保留您的项目：\(link)"
    case .topUp(let page): "如需继续，请在此充值：\(page)"
    case .topUpOrRegister(let page, let link): "如需继续，请前往 \(page) 充值，或注册账号：\(link)"
    }
  }

  private static func chinese(_ end: End) -> String {
    switch end {
    case .editNotRun: "，这次编辑没有执行。项目已为您保留。"
    case .editStopped: "，编辑中途停止：请查看时间线，了解哪些已经完成。"
    case .projectKept: "。项目已为您保留。"
    }
  }
}

extension PlanRemark {
  var chinese: String {
    switch self {
    case .excludes(isExport: true): "当前账号的套餐不支持导出，时间线已保留。"
    case .excludes(isExport: false): "当前账号的套餐不支持这项操作。"
    case .register(let isExport, let link): "注册即可解锁\(Self.chinese(isExport))：\(link)"
    case .upgrade(let isExport, let page): "升级套餐即可解锁\(Self.chinese(isExport))：\(page)"
    case .registerOrUpgrade(let isExport, let link):
      "注册或升级套餐即可解锁\(Self.chinese(isExport))：\(link)"
    }
  }

  private static func chinese(_ isExport: Bool) -> String { isExport ? "导出" : "这项功能" }
}

extension BusyRemark {
  var chinese: String {
    switch self {
    case .busy(let pause): "服务器繁忙，请等待 \(Quantity.duration(pause).chinese)。"
    case .stillBusy: "服务器繁忙，等待后重试仍未成功。"
    case .tryAgain(let pause): "请等待 \(Quantity.duration(pause).chinese)后再试。"
    case .fewFreeTokens: "免费令牌数量有限，服务器没有再发放新的令牌，等待后重试仍未成功。"
    }
  }
}
