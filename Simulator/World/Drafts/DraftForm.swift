/// How a draft is spelt where no source says it for sure: contract section 10.3.
struct DraftForm {
  /// Where this world is reached; addresses of files begin with it.
  let base: String
  private let start: Dialect.DraftStart
  private let text: Dialect.DraftText
  private let source: Dialect.DraftSource

  init(base: String, _ dialect: Dialect) {
    self.base = base
    start = dialect.draftStart
    text = dialect.draftText
    source = dialect.draftSource
  }

  /// The segments of a track, in their order.
  func placed(_ segments: [JSON]) -> [JSON] {
    guard start == .sequential else { return segments }
    var end = 0
    return segments.map { segment in
      let own = segment["s"]?.int ?? end
      let isNext = own == end
      end = own + (segment["d"]?.int ?? 0)
      return isNext ? segment.without("s") : segment
    }
  }

  /// What names a file. The last two parts are the same in both forms, so both can be read back.
  func path(of asset: Asset) -> String {
    guard source == .mount, !asset.isLink else { return asset.url(base: base) }
    return asset.url(base: "/mnt/userdata")
  }

  /// The words of a text segment, in its metadata.
  func words(_ words: String) -> [JSON.Member] {
    let title = JSON.Member(key: "title", value: .string(words))
    return text == .title ? [title] : [title, .init(key: "text", value: .string(words))]
  }
}

extension JSON {
  /// The object without a member.
  fileprivate func without(_ key: String) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { $0.key != key })
  }
}

extension Asset {
  /// Whether it is named by an address of somebody else's.
  fileprivate var isLink: Bool {
    if case .link = origin { true } else { false }
  }
}
