import ArgumentParser
import Nemo
import NemoClient
import Testing

@testable import NemoCommand

@Suite struct ChatWordingTests {
  private let english = ChatWording(language: .english)
  private let chinese = ChatWording(language: .chinese)

  /// Every text without parameters, and some with.
  private func texts(_ wording: ChatWording) -> [String] {
    wording.greeting + wording.nextSteps(["1"]) + [
      wording.announcement(of: .simulator()), wording.announcement(of: .production),
      wording.connecting, wording.ready(isInteractive: true), wording.ready(isInteractive: false),
      wording.continued, wording.noEarlierProject, wording.leaveHint, wording.goodbye,
      wording.unsent(2), wording.uploadHint, wording.uploading(""), wording.uploaded([], ""),
      wording.lineIsKept, wording.stillWorking, wording.working, wording.recovering,
      wording.busy(.seconds(30)), wording.nothingChanged, wording.sendAnyway, wording.offerExport,
      wording.offerSubtitles, wording.offerEdit(""), wording.askWhichEdit, wording.offerToGoOn(2),
      wording.stoppedListening, wording.stoppedBeforeSending, wording.stoppedUpload,
      wording.stoppedExport, wording.stopped, wording.settling, wording.stoppedSettling,
      wording.settledUnchanged(.seconds(270)), wording.settledUnknown, wording.editGoesOn,
      wording.rendering, wording.renderingAgain, wording.downloading, wording.videoReady("", 1),
      wording.taken("", instead: ""), wording.wouldReplaceUpload(""), wording.subtitlesSaved(""),
      wording.noSubtitles, wording.credits(Balance(available: 1, frozen: 1)),
      wording.emptyTimeline, wording.link(""), wording.queued([]), wording.queued(["1"]),
      wording.cleared(1), wording.queueIsFull, wording.looksLikeSecret, wording.help,
      wording.name(of: .export(nil)), wording.name(of: .subtitles(nil)),
    ]
  }

  private func isHan(_ character: Character) -> Bool { Language(of: String(character)) == .chinese }

  @Test func `every text is in its language`() {
    for text in texts(english) { #expect(!text.contains(where: isHan), "\(text)") }
    for text in texts(chinese) { #expect(text.contains(where: isHan), "\(text)") }
  }

  @Test func `nothing of the wire shows`() {
    for text in texts(english) + texts(chinese) {
      for word in ["session_id", "SSE", "JSON", "HTTP", "draft", "token ", "null", "nil"] {
        #expect(!text.contains(word), "\(word) in: \(text)")
      }
    }
  }

  @Test func `the greeting is the seed's`() {
    #expect(
      english.greeting == [
        "Ready when you are. Drop your video clips here or describe what you want to make.",
        "Try saying:",
        "- \"edit a 2-minute screen recording of a software walkthrough into a 1080p MP4\"",
        "- \"crop the screen recording to 16:9, highlight the cursor clicks, and add a voiceover "
          + "track\"",
        "- \"editing screen recordings into shareable tutorial videos for educators, software "
          + "developers, content creators\"",
      ])
  }

  @Test(
    arguments: [
      (nil, [:], Language.english), (nil, ["LANG": "zh_CN.UTF-8"], .chinese),
      (nil, ["LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"], .english),
      (nil, ["LANG": "en_US.UTF-8", "LC_ALL": "", "LC_MESSAGES": "zh_TW"], .chinese),
      ("zh", ["LANG": "en_US.UTF-8"], .chinese), ("zh-CN", [:], .chinese),
      ("en", ["LANG": "zh_CN.UTF-8"], .english), (nil, ["LANG": "C"], .english),
    ] as [(String?, [String: String], Language)])
  func `the first language is that of the flag, or of the surroundings`(
    flag: String?, environment: [String: String], language: Language
  ) {
    #expect(ChatCommand.language(flag: flag, environment: environment) == language)
  }

  @Test func `the command is there`() throws {
    let command = try NemoCommand.parseAsRoot(["chat", "--session", "LAST", "--language", "zh"])
    let chat = try #require(command as? ChatCommand)
    #expect(chat.session == "LAST")
    #expect(chat.language == "zh")
  }
}
