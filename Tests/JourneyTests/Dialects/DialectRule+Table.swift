extension DialectRule {
  /// Every cell of dialect × journey whose outcome is not the default's, and why. Rows that hold
  /// together are applied in this order; rows are sections of the contract unless they say more.
  static let table: [DialectRule] = [
    DialectRule(
      "costs=small",
      for: [
        "quick-edit": 97, "batch": 97, "iterative": 96, "generation": 98, "cut-stream": 99,
        "failed-render": 98, "code-1002": 99, "code-402": 99, "code-429": 99, "code-2001": 98,
      ],
      because: "19 row 29: 1 to 5 for each change in place of 50 for a session and 100 for a clip"
    ) { $0.outcome.credits[$0.outcome.credits.count - 1] = [$1, 0] },

    DialectRule(
      "costs=small", in: ["code-2001"],
      because: "19 row 29: a clip costs so little that there are credits for a second one"
    ) {
      $0.runs = 2
      $0.outcome.turns[1] = clip(
        "forest", title: "Forest",
        changes: [
          "Video added: forest (5-10s)", "Title changed from \"Lake\" to \"Forest\"",
          "Media added: forest.mp4", "Media generated (1)",
        ])
      $0.outcome.timelines = [
        "Timeline (3 tracks): 1. Video: lake (0-5s), forest (5-10s) 2. BGM: Lo-fi (0-10s, 35%) "
          + "3. Title: \"Forest\" (0-3s)"
      ]
    },

    DialectRule(
      "plan=freeBlocked",
      in: ["quick-edit", "batch", "iterative", "generation", "failed-render", "code-402"],
      because: "19 row 18: on the free plan each export is 402, which is told once and not retried"
    ) { ending in
      ending.written = []
      ending.outcome.exports = ending.outcome.exports.map {
        Trip.Export(
          path: $0.path, submissions: 1,
          problem:
            "export-blocked: This account's plan does not include exports; the timeline is kept. "
            + "Register to unlock export: https://nemovideo.com/register?bind=<id>")
      }
    },

    DialectRule(
      "silentEditPercent=0", in: ["batch"],
      because: "7.6: no edit ends without text, where the default's seed lets the third one"
    ) {
      $0.outcome.turns[2].heard = ["Trimmed from 3s to 2s. Your clip is ready."]
      $0.outcome.turns[2].end = "text"
    },

    DialectRule(
      "silentEditPercent=100",
      for: ["quick-edit": [0, 1], "batch": [0, 1], "failed-render": [0, 1], "code-1001": [0]],
      because: "7.6: every edit ends without text, so that what changed is told from the state"
    ) { ending, turns in
      for turn in turns {
        ending.outcome.turns[turn].heard = []
        ending.outcome.turns[turn].end = "changed"
      }
    },

    DialectRule(
      "sse=plain",
      for: [
        "batch": [2], "iterative": [0, 2, 3], "code-1002": [1], "code-402": [0], "code-429": [0],
      ],
      because: "7.5: plain frames know of no tools, so that a silent edit looks like none at all"
    ) { ending, turns in
      for turn in turns { ending.outcome.turns[turn].heard.append("[recovering]") }
    },

    DialectRule(
      "stages=one", in: ["generation", "code-2001"],
      because: "19 row 24: only the end result is told, in one text"
    ) {
      let texts = $0.outcome.turns[0].heard.suffix(2).joined(separator: " ")
      $0.outcome.turns[0].heard.removeLast(2)
      $0.outcome.turns[0].heard.append(
        texts.replacing(" I will add music and a title now.", with: ""))
    },

    DialectRule(
      "stageTwo=afterClose", in: ["generation"],
      because: "19 row 24: music and title come after the stream; the next turn finds them"
    ) {
      $0.outcome.turns[0].heard.removeLast()
      $0.outcome.turns[0].changes = [
        "Video added: city timelapse (0-10s)", "Media added: city timelapse.mp4",
        "Media generated (1)",
      ]
      // The music came and went between two looks.
      $0.outcome.turns[1].changes = ["Title added: \"City Timelapse\" (0-3s)"]
    },

    DialectRule(
      "stageTwo=afterClose", in: ["code-2001"],
      because: "19 row 24: the refusal comes while the first clip's second stage goes on, its "
        + "credits still held"
    ) {
      $0.outcome.turns[0].heard.removeLast()
      $0.outcome.turns[0].changes = [
        "Video added: lake (0-5s)", "Media added: lake.mp4", "Media generated (1)",
      ]
      $0.outcome.timelines = ["Timeline (1 track): 1. Video: lake (0-5s)"]
      $0.outcome.credits = [[0, 100]]
    },

    DialectRule(
      "costs=small", "stageTwo=afterClose", in: ["code-2001"],
      because: "both: the second clip's stream shows what the first one's second stage added"
    ) {
      $0.outcome.turns[1].heard.removeLast()
      $0.outcome.turns[1].changes = [
        "BGM added: Lo-fi (0-10s, 35%)", "Title added: \"Lake\" (0-3s)",
        "Video added: forest (5-10s)", "Media added: forest.mp4", "Media generated (1)",
      ]
      $0.outcome.timelines = [
        "Timeline (3 tracks): 1. Video: lake (0-5s), forest (5-10s) 2. BGM: Lo-fi (0-10s, 35%) "
          + "3. Title: \"Lake\" (0-3s)"
      ]
      $0.outcome.credits = [[98, 1]]
    },

    DialectRule(
      "videoInfosGenerated=off", in: ["generation", "code-2001"],
      because: "19 row 27: a generated clip is not among the files"
    ) { ending in
      for turn in ending.outcome.turns.indices {
        ending.outcome.turns[turn].changes.removeAll { $0.hasPrefix("Media added: ") }
      }
    },
  ]

  /// A clip that was made in two stages.
  private static func clip(_ name: String, title: String, changes: [String]) -> Trip.Turn {
    Trip.Turn(
      heard: [
        "[still working]", "[still working]",
        "Generated \"\(name)\" (5s). I will add music and a title now.",
        "Added Lo-fi music at 35% volume. Added the title \"\(title)\" (0-3s). Your clip is ready.",
      ], changes: changes, end: "text")
  }
}
