import NemoClient
import NemoHTTP
import Testing

@Suite struct ChineseWordingTests {
  private static let accounts: [NemoError.Context.Account] = [.anonymous, .registered, .unknown]
  private static let link = RegistrationLink.url(bind: "anon_0000000000000001")

  @Test(arguments: Wording.chinese)
  func `every code says exactly this in Chinese to every kind of account`(row: Wording) {
    let contexts: [(NemoError.Context, String)] = [
      (.init(account: .anonymous, registrationURL: Self.link, path: "clip.mp4"), row.anonymous),
      (.init(account: .registered, path: "clip.mp4"), row.registered),
      (.init(account: .unknown, path: "clip.mp4"), row.unknown),
    ]
    for (context, text) in contexts {
      let error = NemoError(
        row.code, during: row.operation, wasSent: row.wasSent, context: context)
      #expect(error.sentence(in: .chinese) == text)
    }
  }

  @Test func `the Chinese table has the English one's rows`() {
    let key = { (row: Wording) in "\(row.code.rawValue) \(row.operation) \(row.wasSent)" }
    #expect(Wording.chinese.map(key) == Wording.table.map(key))
  }

  /// Every error that differs in what it has to tell, but for the server's own words.
  private static func errors(_ code: NemoError.Code) -> [NemoError] {
    var errors: [NemoError] = []
    for operation in NemoError.Operation.allCases {
      for account in accounts {
        for flags in 0..<16 {
          var context = NemoError.Context(account: account)
          context.isTokenSupplied = flags & 1 != 0
          context.isSessionReplaced = flags & 2 != 0
          if flags & 4 != 0 {
            context = .init(
              account: account, registrationURL: link, path: "clip.mp4", limitMegabytes: 200,
              retryAfter: .seconds(45))
            context.unchanged = .seconds(270)
          }
          errors.append(
            NemoError(code, during: operation, wasSent: flags & 8 != 0, context: context))
        }
      }
    }
    return errors
  }

  /// What may stay as it is: names, addresses, formats.
  private static func withoutNames(_ text: String) -> String {
    let formats = "mp4 mov avi webm mkv jpg png gif webp mp3 wav m4a aac".split(separator: " ")
    let links =
      ["https://nemovideo.com/register?bind=anon_0000000000000001"]
      + ["https://nemovideo.com/register", "https://nemovideo.com"]
    let names = ["NEMO_TOKEN", "--anonymous", "nemo", "clip.mp4", "MB"]
    return (links + names + formats.map(String.init)).reduce(text) { text, name in
      text.split(separator: name, omittingEmptySubsequences: false).joined()
    }
  }

  @Test(arguments: WordingTests.codes + [NemoError.Code(rawValue: "of-tomorrow")])
  func `whatever was being done, it can be read in Chinese, and in Chinese alone`(
    code: NemoError.Code
  ) {
    for error in Self.errors(code) {
      let text = error.sentence(in: .chinese)
      let rest = Self.withoutNames(text)
      #expect((8...160).contains(text.count), "\(text)")
      #expect(!rest.contains { $0.isASCII && $0.isLetter }, "\(text)")
      #expect(!rest.contains { ",.;:!?()\"'".contains($0) }, "\(text)")
      #expect(text.hasSuffix("。") || text.contains(/：https:\S+$/), "\(text)")
      #expect(!text.contains(/[。，：；]{2}/) && !text.contains("  "), "\(text)")
      // A space parts Chinese from digits and Latin letters, and nothing else.
      #expect(!text.contains(/[^\x21-\x7E] [^\x21-\x7E]/), "\(text)")
    }
  }

  @Test func `a 402 never speaks of credits in Chinese, and 2001 never of the plan`() {
    for error in Self.errors(.exportBlocked) {
      let text = error.sentence(in: .chinese)
      #expect(!text.contains("积分") && !text.contains("充值") && text.contains("套餐"), "\(text)")
    }
    for error in Self.errors(.outOfCredits) {
      let text = error.sentence(in: .chinese)
      #expect(text.contains("积分") && !text.contains("套餐"), "\(text)")
    }
  }

  @Test(arguments: Language.allCases)
  func `the facts are told in every language`(language: Language) {
    let full = NemoError.Context(
      account: .anonymous, registrationURL: Self.link, path: "a b.mp4", limitMegabytes: 200,
      retryAfter: .seconds(45))
    let facts: [(NemoError.Code, NemoError.Operation, [String])] = [
      (.outOfCredits, .edit, [Self.link, "100"]), (.exportBlocked, .export, [Self.link]),
      (.fileTooLarge, .upload, ["a b.mp4", "200 MB"]),
      (.unsupportedFile, .upload, ["a b.mp4", "m4a"]),
      (.emptyFile, .upload, ["a b.mp4"]), (.fileNotFound, .upload, ["a b.mp4"]),
      (.fileNotReadable, .upload, ["a b.mp4"]), (.outputNotWritable, .export, ["a b.mp4"]),
      (.rateLimited, .upload, ["45 "]), (.rateLimited, .signIn, ["45 ", "NEMO_TOKEN"]),
    ]
    for (code, operation, parts) in facts {
      let text = NemoError(code, during: operation, wasSent: true, context: full)
        .sentence(in: language)
      for part in parts { #expect(text.contains(part), "\(text)") }
    }
  }

  @Test func `promise 1: in Chinese too, an edit that was sent is not to be sent again unseen`() {
    let codes: [NemoError.Code] = [
      .timedOut, .disconnected, .backendTrouble, .unreachable, .rateLimited, .unexpectedAnswer,
      .missingClientID, .refused, .insecure, .tokenRejected,
    ]
    for code in codes {
      let sent = NemoError(code, during: .edit, wasSent: true).sentence(in: .chinese)
      #expect(sent.contains("请先查看时间线"))
      let unsent = NemoError(code, during: .edit).sentence(in: .chinese)
      #expect(!unsent.contains("查看时间线"))
    }
  }

  @Test(arguments: [
    ("no faces allowed", "编辑没有成功，原因是：“no faces allowed”。"),
    ("No faces allowed.", "编辑没有成功，原因是：“No faces allowed.”"),
    ("不能出现人脸。", "编辑没有成功，原因是：“不能出现人脸。”"),
  ])
  func `the server's reason is quoted as it is`(reason: String, start: String) {
    let refusal = BackendRefusal(code: .unspecified, httpStatus: 200, message: reason)
    #expect(
      NemoError(refusal, during: .edit).sentence(in: .chinese)
        == start + "时间线保持原样，但可能已消耗积分。请换一种说法，或稍后再试。")
    let busy = BackendRefusal(code: BackendCode(rawValue: 409), httpStatus: 409, message: reason)
    let text = NemoError(busy, during: .export).sentence(in: .chinese)
    #expect(text.hasPrefix("服务器拒绝了请求，原因是：“\(reason)”"))
  }

  @Test(arguments: [
    (
      BadSetting.address, "the API's address is no http or https URL",
      "API 地址不是 http 或 https 网址"
    ),
    (
      .attribution(["X-Skill-Source", "X-Skill-Platform"]),
      "the backend wants to know which skill asks, and X-Skill-Source, X-Skill-Platform is empty",
      "服务器需要知道请求来自哪个技能，而 X-Skill-Source、X-Skill-Platform 为空"
    ),
    (
      .webAddress, "the address of the web pages is no plain http or https address",
      "网页地址不是普通的 http 或 https 网址"
    ),
    (
      .fileAddress,
      "the address of a file begins with http:// or https:// and has no user name in it",
      "文件网址应以 http:// 或 https:// 开头，且不含用户名"
    ),
    (
      .fileAddressWithToken,
      "the address of a file has a token of nemo's in it, which is not handed on",
      "文件网址中含有 nemo 的令牌，不会把它转交出去"
    ),
  ])
  func `a bad setting is named in both languages`(
    setting: BadSetting, english: String, chinese: String
  ) {
    let error = NemoError(.badConfiguration, during: .configure, cause: .setting(setting))
    #expect(error.description == "A setting makes no sense: \(english). Check it and start again.")
    #expect(error.sentence(in: .chinese) == "有一项设置不正确：\(chinese)。请检查后重新开始。")
  }

  @Test(arguments: [
    (NemoError.Operation.edit, false, "这次编辑没有执行，也没有产生费用：请先重新上传文件，再提出编辑要求。"),
    (.edit, true, "这次编辑也随之丢失，可能已消耗积分：请先重新上传文件，再重新提出编辑要求。"),
    (.upload, true, "请重新上传文件。"), (.export, true, "请重新上传文件并重做编辑，然后再导出。"),
  ])
  func `a lost session that was replaced says in Chinese what is lost with it`(
    operation: NemoError.Operation, wasSent: Bool, advice: String
  ) {
    var context = NemoError.Context()
    context.isSessionReplaced = true
    let error = NemoError(.sessionLost, during: operation, wasSent: wasSent, context: context)
    #expect(
      error.sentence(in: .chinese)
        == "服务器上已经没有这个项目，因此为您新建了一个。原项目中已上传的文件和时间线都丢失了。\(advice)")
  }
}
