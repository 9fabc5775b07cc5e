import NemoClient

extension Wording {
  private static let link = "https://nemovideo.com/register?bind=anon_0000000000000001"
  private static let page = "https://nemovideo.com/register"
  private static let mayRun = "这次编辑可能仍在进行：请先查看时间线，再决定是否重新提出要求。"
  private static let notRun = "这次编辑没有执行，也没有产生费用。"
  private static let ownToken = "请稍后再试，或将 NEMO_TOKEN 设为您账号的令牌。"

  /// Row for row what `table` says in English.
  static let chinese: [Wording] =
    chineseAccount + chineseFiles + chineseConnection + chineseWork + chineseSession

  private static let chineseAccount: [Wording] = [
    Wording(
      .notSignedIn, .signIn, sent: false, "尚未登录，没有发送任何内容。请设置 NEMO_TOKEN，或允许匿名登录。"),
    Wording(
      .tokenRejected, .readCredits, anonymous: "服务器不接受免费令牌，重新登录后仍然如此。\(ownToken)",
      registered: "服务器不再接受您账号的令牌。请在账号设置中新建一个令牌，并填入 NEMO_TOKEN。",
      unknown: "服务器不接受免费令牌，重新登录后仍然如此。\(ownToken)"),
    Wording(
      .tokenRejected, .edit, anonymous: "编辑进行到一半时，服务器不再接受免费令牌。\(mayRun)",
      registered: "服务器不再接受您账号的令牌。请在账号设置中新建一个令牌，并填入 NEMO_TOKEN。\(mayRun)",
      unknown: "编辑进行到一半时，服务器不再接受免费令牌。\(mayRun)"),
    Wording(.missingClientID, .signIn, "服务器因客户端标识拒绝了登录，换用新的标识后仍然如此。\(ownToken)"),
    Wording(
      .outOfCredits, .edit, sent: false,
      anonymous: "免费积分已用完，这次编辑没有执行。项目已为您保留。注册即可再得 100 积分，并保留您的项目：\(link)",
      registered: "积分不足，这次编辑没有执行。项目已为您保留。如需继续，请在此充值：https://nemovideo.com",
      unknown: "积分不足，这次编辑没有执行。项目已为您保留。如需继续，请前往 https://nemovideo.com 充值，或注册账号：\(page)"),
    Wording(
      .outOfCredits, .edit,
      anonymous: "免费积分已用完，编辑中途停止：请查看时间线，了解哪些已经完成。注册即可再得 100 积分，并保留您的项目：\(link)",
      registered: "积分不足，编辑中途停止：请查看时间线，了解哪些已经完成。如需继续，请在此充值：https://nemovideo.com",
      unknown: "积分不足，编辑中途停止：请查看时间线，了解哪些已经完成。"
        + "如需继续，请前往 https://nemovideo.com 充值，或注册账号：\(page)"),
    Wording(
      .outOfCredits, .upload, anonymous: "免费积分已用完。项目已为您保留。注册即可再得 100 积分，并保留您的项目：\(link)",
      registered: "积分不足。项目已为您保留。如需继续，请在此充值：https://nemovideo.com",
      unknown: "积分不足。项目已为您保留。如需继续，请前往 https://nemovideo.com 充值，或注册账号：\(page)"),
    Wording(
      .exportBlocked, .export, anonymous: "当前账号的套餐不支持导出，时间线已保留。注册即可解锁导出：\(link)",
      registered: "当前账号的套餐不支持导出，时间线已保留。升级套餐即可解锁导出：https://nemovideo.com",
      unknown: "当前账号的套餐不支持导出，时间线已保留。注册或升级套餐即可解锁导出：\(page)"),
    Wording(
      .exportBlocked, .edit, sent: false, anonymous: "当前账号的套餐不支持这项操作。\(notRun)注册即可解锁这项功能：\(link)",
      registered: "当前账号的套餐不支持这项操作。\(notRun)升级套餐即可解锁这项功能：https://nemovideo.com",
      unknown: "当前账号的套餐不支持这项操作。\(notRun)注册或升级套餐即可解锁这项功能：\(page)"),
    Wording(.rateLimited, .signIn, "免费令牌数量有限，服务器没有再发放新的令牌，等待后重试仍未成功。\(ownToken)"),
    Wording(.rateLimited, .edit, sent: false, "服务器繁忙，等待后重试仍未成功。\(notRun)请等待 30 秒后再试。"),
    Wording(.rateLimited, .edit, "服务器繁忙，请等待 30 秒。\(mayRun)"),
    Wording(.rateLimited, .upload, "服务器繁忙，等待后重试仍未成功。请等待 30 秒后再试。"),
  ]

  /// The file is `clip.mp4`.
  private static let chineseFiles: [Wording] = [
    Wording(
      .unsupportedFile, .upload,
      "clip.mp4 未上传：不支持这种文件类型。"
        + "支持的格式有 mp4、mov、avi、webm、mkv、jpg、png、gif、webp、mp3、wav、m4a、aac。"),
    Wording(.unsupportedFile, .edit, sent: false, "服务器无法处理这样的指令。\(notRun)请说得简短一些。"),
    Wording(
      .fileTooLarge, .upload, "clip.mp4 未上传：大小超过了服务器的限制（通常为 500 MB）。请先压缩或剪短。"),
    Wording(.fileTooLarge, .edit, sent: false, "服务器无法处理这样的指令。\(notRun)请说得简短一些。"),
    Wording(.fileTooLarge, .export, "服务器无法处理这样的请求。请缩短时间线后再试。"),
    Wording(.emptyFile, .upload, sent: false, "clip.mp4 内容为空，没有上传。请选择其他文件。"),
    Wording(.fileNotFound, .upload, sent: false, "找不到 clip.mp4。请检查路径。"),
    Wording(
      .fileNotReadable, .upload, sent: false, "无法读取 clip.mp4。请确认它是一个文件，并检查访问权限。"),
    Wording(
      .outputNotWritable, .export, sent: false, "无法写入 clip.mp4。请换一个位置，或腾出一些磁盘空间。"),
    Wording(
      .outputNotWritable, .download, "无法写入 clip.mp4。请换一个位置，或腾出一些磁盘空间；视频仍保留在服务器上。"),
    Wording(
      .storeFailed, .store, sent: false, "无法读写 nemo 保存的数据。请检查磁盘剩余空间和数据文件夹的访问权限。"),
  ]

  private static let chineseConnection: [Wording] = [
    Wording(.unreachable, .signIn, sent: false, "无法连接到服务器，请检查网络。稍后可以再试一次。"),
    Wording(.unreachable, .edit, sent: false, "无法连接到服务器，请检查网络。\(notRun)稍后可以再试一次。"),
    Wording(.unreachable, .edit, "无法连接到服务器，请检查网络。\(mayRun)"),
    Wording(
      .insecure, .signIn, sent: false, "与服务器的连接不安全，因此没有使用；请检查本机的时间和代理设置。稍后可以再试一次。"),
    Wording(.timedOut, .edit, "服务器响应超时。\(mayRun)"),
    Wording(.timedOut, .readState, "服务器响应超时。稍后可以再试一次。"),
    Wording(.disconnected, .edit, "与服务器的连接中断了。\(mayRun)"),
    Wording(.disconnected, .upload, "与服务器的连接中断了。文件可能没有传到服务器。请重新上传，重复上传没有影响。"),
    Wording(.disconnected, .export, "与服务器的连接中断了。请稍后重新导出，导出不消耗积分。"),
    Wording(.disconnected, .createSession, "与服务器的连接中断了。稍后可以再试一次。"),
    Wording(.backendTrouble, .edit, "服务器出现故障。\(mayRun)"),
    Wording(.backendTrouble, .signIn, "服务器出现故障。稍后可以再试一次。"),
    Wording(
      .unexpectedAnswer, .upload, "服务器返回了无法识别的内容。文件可能没有传到服务器。请重新上传，重复上传没有影响。"),
    Wording(.unexpectedAnswer, .edit, "服务器返回了无法识别的内容。\(mayRun)"),
  ]

  private static let chineseWork: [Wording] = [
    Wording(.editFailed, .edit, "编辑没有成功。时间线保持原样，但可能已消耗积分。请换一种说法，或稍后再试。"),
    Wording(.editFailed, .edit, sent: false, "编辑没有成功。时间线保持原样。请换一种说法，或稍后再试。"),
    Wording(
      .nothingToExport, .export, sent: false, "还没有可以导出的内容。请先上传片段并提出编辑要求，或描述您想要的视频。"),
    Wording(.renderFailed, .export, "导出失败，请稍后再试。时间线已保留，导出不消耗积分。"),
    Wording(.stillRendering, .export, "视频仍在服务器上渲染，关闭本程序也会继续。请稍后再来获取，这不消耗积分。"),
    Wording(
      .downloadFailed, .download, "视频已渲染完成并保存在服务器上，但下载没有成功。请稍后再来获取，这不消耗积分。"),
    Wording(.badConfiguration, .configure, sent: false, "有一项设置不正确。请检查后重新开始。"),
    Wording(.refused, .readCredits, "服务器拒绝了请求。请修改请求，或稍后再试。"),
    Wording(.refused, .edit, sent: false, "服务器拒绝了请求。\(notRun)请修改请求，或稍后再试。"),
    Wording(.refused, .edit, "服务器拒绝了请求。\(mayRun)"),
    Wording(.cancelled, .edit, "已取消。服务器可能仍在继续：请先查看时间线，再决定是否重新提出要求。"),
    Wording(.cancelled, .edit, sent: false, "已取消，没有发送任何内容。"),
  ]

  private static let chineseSession: [Wording] = [
    Wording(
      .sessionLost, .readState, "服务器上已经没有这个项目，其中已上传的文件和时间线都丢失了。请新建项目并重新上传文件。")
  ]
}
