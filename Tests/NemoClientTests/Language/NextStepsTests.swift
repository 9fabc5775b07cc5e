import Testing

@testable import NemoClient

@Suite struct NextStepsTests {
  private let video = #"{"tt":0,"sg":[{"d":9000}]}"#
  private let title = #"{"tt":7,"sg":[{"d":3000,"m":{"text":"Tips"}}]}"#
  private let music = #"{"tt":1,"sg":[{"d":9000}]}"#
  private let voice = #"{"tt":1,"m":{"role":"voiceover"},"sg":[{"d":9000}]}"#
  private let captions = #"{"tt":7,"m":{"role":"subtitle"},"sg":[{"d":900,"text":"Hi"}]}"#

  private func draft(_ tracks: String..., size: String = "") throws -> Draft {
    try NemoClientTests.draft("{\"t\":[\(tracks.joined(separator: ","))]\(size)}")
  }

  private func english(_ step: NextSteps.Step, _ draft: Draft?) -> [String] {
    NextSteps.after(step, draft: draft, in: .english)
  }

  @Test func `before anything is there, a file is to be sent`() {
    for step in [NextSteps.Step.greeting, .edit, .export] {
      #expect(
        english(step, nil) == [
          "upload a clip", "generate a 10-second timelapse of a city at night",
        ])
    }
    #expect(NextSteps.after(.greeting, draft: nil, in: .chinese)[0] == "上传一段视频")
  }

  @Test func `after an upload, the seed's edits`() {
    #expect(
      english(.upload, nil) == [
        "trim the silent pauses at the start and end",
        "crop the screen recording to 16:9 and highlight the cursor clicks",
        "add a title that says \"Getting started\" for the first 3 seconds",
      ])
  }

  @Test func `after an edit, what the timeline lacks`() throws {
    let bare = english(.edit, try draft(video))
    #expect(bare[0].hasPrefix("add a title") && bare[1].contains("music") && bare[2] == "export")
    let some = english(.edit, try draft(video, title, music))
    #expect(some[0].hasPrefix("add captions") && some[1].hasPrefix("add a voiceover"))
    let rich = english(.edit, try draft(video, title, music, voice, captions))
    #expect(rich == ["lower the music to 20%", "make the title blue", "export"])
    let size = #","m":{"width":1920,"height":1080}"#
    let wide = english(.edit, try draft(video, title, music, voice, captions, size: size))
    #expect(wide[0] == "crop it to 9:16 for phones")
  }

  @Test func `after an export, another one`() throws {
    let size = #","m":{"width":1920,"height":1080}"#
    let captioned = english(.export, try draft(video, captions, size: size))
    #expect(captioned == ["download subtitles", "crop it to 9:16 for phones"])
    let plain = english(.export, try draft(video))
    #expect(plain.last == "upload a clip")
  }

  @Test func `a summary tells what a draft tells, but for the shape`() throws {
    for tracks in [
      [video], [video, title], [video, music, captions], [voice, music, title, captions],
    ] {
      let draft = try NemoClientTests.draft("{\"t\":[\(tracks.joined(separator: ","))]}")
      for step in NextSteps.Step.allCases {
        for language in Language.allCases {
          #expect(
            NextSteps.after(step, timeline: TimelineSummary(draft), in: language)
              == NextSteps.after(step, draft: draft, in: language))
        }
      }
    }
  }

  @Test func `each is a sentence that goes where it should, and none is vague`() throws {
    let size = #","m":{"width":1920,"height":1080}"#
    let drafts = try [
      nil, draft(video), draft(video, title, size: size), draft(video, title, music, captions),
      draft(video, title, music, voice, captions), draft(title, music),
    ]
    for draft in drafts {
      for step in NextSteps.Step.allCases {
        for language in Language.allCases {
          let steps = NextSteps.after(step, draft: draft, in: language)
          #expect((2...3).contains(steps.count) && Set(steps).count == steps.count)
          for step in steps {
            #expect(ClientAdvice.of(step) == nil, "\(step)")
            #expect(Language(of: step) == language, "\(step)")
            #expect(IntentRouter.route(step) == intent(of: step), "\(step)")
          }
        }
      }
    }
  }

  private func intent(of step: String) -> Intent {
    let commands: [(String, Intent)] = [
      ("export", .export), ("导出", .export), ("preview", .status), ("预览", .status),
      ("upload", .upload), ("上传", .upload), ("download subtitles", .subtitles),
      ("下载字幕", .subtitles),
    ]
    return commands.first { step.hasPrefix($0.0) }?.1 ?? .message
  }
}
