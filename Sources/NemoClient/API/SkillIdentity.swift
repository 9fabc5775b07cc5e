/// Who asks: the three attribution headers of every request. Contract section 2.
///
/// Without them the backend answers 402 to exports.
public struct SkillIdentity: Sendable, Hashable {
  /// The version of this package, sent when no skill gives its own.
  public static let packageVersion = "0.1.0"

  /// `X-Skill-Source`: the skill's own name.
  public let name: String
  /// `X-Skill-Version`.
  public let version: String
  /// `X-Skill-Platform`.
  public let platform: Platform

  /// - Parameters:
  ///   - name: letters, digits and the like; anything that a header can't carry is left out.
  ///   - version: as `name`.
  public init(
    name: String = "video-screen", version: String = packageVersion, platform: Platform = .unknown
  ) {
    self.name = Self.headerValue(name, else: "video-screen")
    self.version = Self.headerValue(version, else: Self.packageVersion)
    self.platform = platform
  }

  /// Reads `name` and `version` from the frontmatter of a SKILL.md; what is missing there is as in
  /// ``init(name:version:platform:)``.
  public init(skillMarkdown text: String, platform: Platform = .unknown) {
    self.init(
      name: Self.frontmatter("name", in: text) ?? "",
      version: Self.frontmatter("version", in: text) ?? "",
      platform: platform)
  }

  /// Where the skill is installed.
  public struct Platform: RawRepresentable, Sendable, Hashable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let clawhub = Platform(rawValue: "clawhub")
    public static let cursor = Platform(rawValue: "cursor")
    public static let unknown = Platform(rawValue: "unknown")

    /// The override if there is one, then what the install path shows, else ``unknown``.
    ///
    /// - Parameters:
    ///   - override: the value of `SKILL_SOURCE`, where the caller reads environments.
    ///   - installPath: the absolute path of the skill's folder or of its SKILL.md.
    public init(override: String?, installPath: String?) {
      let given = SkillIdentity.headerValue(override ?? "", else: "")
      let path = installPath ?? ""
      self =
        if !given.isEmpty {
          Platform(rawValue: given)
        } else if path.contains("/.clawhub/") {
          .clawhub
        } else if path.contains("/.cursor/skills/") {
          .cursor
        } else {
          .unknown
        }
    }
  }

  /// Longer values are cut.
  private static let valueLimit = 128

  private static func headerValue(_ text: String, else standIn: String) -> String {
    let visible = text.unicodeScalars.filter { (0x21...0x7e).contains($0.value) }
    let value = String(String.UnicodeScalarView(visible.prefix(valueLimit)))
    return value.isEmpty ? standIn : value
  }

  /// The value of a top-level key between the two `---` lines at the start of the text.
  private static func frontmatter(_ key: String, in text: String) -> String? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let first = lines.first, first.trimmed == "---" || first == "\u{feff}---" else {
      return nil
    }
    let head = lines.dropFirst().prefix { $0.trimmed != "---" }
    guard let line = head.first(where: { $0.hasPrefix(key + ":") }) else { return nil }
    return scalar(line.dropFirst(key.count + 1))
  }

  /// A plain or quoted YAML scalar, without a comment behind it.
  private static func scalar(_ text: Substring) -> String {
    let value = text.trimmed
    if let quote = value.first, quote == "\"" || quote == "'" {
      return String(value.dropFirst().prefix { $0 != quote })
    }
    return String(value.split(separator: " #").first ?? "").trimmed.description
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: SubSequence {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else {
      return self[endIndex..<endIndex]
    }
    return self[start.startIndex...last]
  }
}
