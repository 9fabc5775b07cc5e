import NemoClient
import Testing

@Suite struct SkillIdentityTests {
  @Test func `without a skill it is video-screen and the package's version`() {
    let identity = SkillIdentity()
    #expect(identity.name == "video-screen")
    #expect(identity.version == SkillIdentity.packageVersion)
    #expect(identity.platform.rawValue == "unknown")
  }

  @Test func `name and version come from the frontmatter of a SKILL.md`() {
    let identity = SkillIdentity(
      skillMarkdown: """
        ---
        name: "video-cutter"
        description: a name: inside
        version: 2.4.1 # the release
        ---
        # name: other
        """)
    #expect(identity.name == "video-cutter")
    #expect(identity.version == "2.4.1")
  }

  @Test func `a text without frontmatter gives the defaults`() {
    #expect(SkillIdentity(skillMarkdown: "name: x\nversion: 9") == SkillIdentity())
  }

  @Test(
    arguments: [
      (nil, "/home/ann/.clawhub/skills/video-screen", "clawhub"),
      (nil, "/home/ann/.cursor/skills/video-screen/SKILL.md", "cursor"),
      (nil, "/opt/skills/video-screen", "unknown"),
      (nil, nil, "unknown"),
      ("mine", "/home/ann/.clawhub/skills/video-screen", "mine"),
      ("", "/home/ann/.cursor/skills/video-screen", "cursor"),
    ] as [(String?, String?, String)])
  func `the platform is the override, then the install path, then unknown`(
    override: String?, path: String?, expected: String
  ) {
    let platform = SkillIdentity.Platform(override: override, installPath: path)
    #expect(platform.rawValue == expected)
  }

  @Test func `what a header cannot carry is left out`() {
    #expect(SkillIdentity(name: "a\r\nX-Evil: 1", version: "1").name == "aX-Evil:1")
  }
}
