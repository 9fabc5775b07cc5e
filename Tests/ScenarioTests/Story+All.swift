import NemoTesting

extension Story {
  static let all: [Story] = [
    Story(
      "quick-edit",
      told: [
        "uploaded clip.mp4",
        "text | Added the title \"Quick\" (0-3s). Your clip is ready.",
        "exported 1675 bytes",
      ],
      spoilt: ("silence: never", "silence: never\naccount: {credits: 90}")
    ) { teller in
      let session = try await teller.nemo.newSession(language: "en")
      try await teller.upload(to: session)
      await teller.say("add a title \"Quick\"", to: session)
      try await teller.export(session)
    },
    Story(
      "batch-of-three",
      told: [
        "uploaded clip.mp4",
        "uploaded intro.mp4",
        "uploaded outro.mp4",
        "text | Trimmed from 3s to 2s. Your clip is ready.",
        "exported 1675 bytes",
        "text | Trimmed from 3s to 2s. Your clip is ready.",
        "exported 1675 bytes",
        "text | Trimmed from 3s to 2s. Your clip is ready.",
        "exported 1675 bytes",
      ],
      spoilt: ("seed: 7", "renders: {fail: 2}")
    ) { teller in
      let session = try await teller.nemo.newSession(language: "en", name: "batch")
      let clips = ["clip.mp4", "intro.mp4", "outro.mp4"]
      for clip in clips { try await teller.upload(clip, to: session) }
      for clip in clips {
        await teller.say("\(clip): keep the first 2 seconds", to: session)
        try await teller.export(session, to: "short-\(clip)")
      }
    },
    Story(
      "iterative-edits",
      told: [
        "uploaded clip.mp4",
        "text | Cropped to 1:1 (1080x1080). Your clip is ready.",
        "text | The title is in.",
        "text | Changed the title \"Tips\". Your clip is ready.",
        "text | There is music now.",
        "text | There are no captions in this draft.",
      ],
      spoilt: ("edit: add lofi music", "edit: hello")
    ) { teller in
      let session = try await teller.nemo.newSession(language: "en")
      try await teller.upload(to: session)
      for instruction in [
        "crop to 1:1", "a title, please", "make the title red", "something to listen to",
        "remove the captions",
      ] {
        await teller.say(instruction, to: session)
      }
    },
    Story(
      "silent-edit",
      told: [
        "uploaded clip.mp4",
        "changed: Video added: clip.mp4 (0-3s), Title added: \"Silent\" (0-3s)",
      ],
      spoilt: ("silence: always", "silence: always\naccount: {credits: 40}")
    ) { teller in
      let session = try await teller.nemo.newSession(language: "en")
      try await teller.upload(to: session)
      await teller.say("add a title \"Silent\"", to: session)
    },
    Story(
      "two-stage-generation",
      told: [
        "text | Generated \"city timelapse\" (10s). I will add music and a title now."
      ],
      spoilt: ("seed: 7", "account: {credits: 300}")
    ) { teller in
      let session = try await teller.nemo.newSession(language: "en")
      await teller.say("generate a 10 second video of a city timelapse", to: session)
    },
    Story(
      "every-code",
      told: [
        "credits: refused",
        "credits 1000",
        "upload: unsupported-file",
        "upload: file-too-large",
        // The third is refused with 503 and sent again by the client itself.
        "uploaded clip.mp4",
        "uploaded clip.mp4",
        "failed: out-of-credits",
        "failed: session-lost | [session replaced]",
        "uploaded clip.mp4",
        "text | [waiting] | Added the title \"Codes\" (0-3s). Your clip is ready.",
        "export: export-blocked",
        "exported 1675 bytes",
      ],
      spoilt: ("refuse: 4001", "refuse: 4002")
    ) { teller in
      try await teller.credits()
      try await teller.credits()
      let session = try await teller.nemo.newSession(language: "en")
      for _ in 1...4 { try await teller.upload(to: session) }
      for _ in 1...2 { await teller.say("add a title \"Codes\"", to: session) }
      try await teller.upload(to: session)
      await teller.say("add a title \"Codes\"", to: session)
      try await teller.export(session)
      try await teller.export(session)
    },
    Story(
      "flaky",
      told: [
        "uploaded clip.mp4",
        "changed: Video added: clip.mp4 (0-3s), Title added: \"Flaky\" (0-3s) | [recovering]",
        "exported 1675 bytes",
      ],
      spoilt: ("of: download, at: 1", "of: download, at: 9")
    ) { teller in
      let session = try await teller.nemo.newSession(language: "en")
      try await teller.upload(to: session)
      await teller.say("add a title \"Flaky\"", to: session)
      try await teller.export(session)
    },
    Story(
      "slow-render",
      told: [
        "uploaded clip.mp4",
        "text | Added the title \"Slow\" (0-3s). Your clip is ready.",
        "export: still-rendering",
        "resumed 1675 bytes",
      ],
      spoilt: ("8m", "1m")
    ) { teller in
      let session = try await teller.nemo.newSession(language: "en")
      try await teller.upload(to: session)
      await teller.say("add a title \"Slow\"", to: session)
      try await teller.export(session)
      try await teller.resume(session)
    },
    Story(
      "expired-token",
      told: [
        "uploaded clip.mp4",
        "text | Cropped to 1:1 (1080x1080). Your clip is ready.",
        "text | Added the title \"Again\" (0-3s). Your clip is ready.",
      ],
      spoilt: ("tokenLife: 20s", "tokenLife: 2h")
    ) { teller in
      let session = try await teller.nemo.newSession(language: "en")
      try await teller.upload(to: session)
      await teller.say("crop to 1:1", to: session)
      try await TestBackend.current.time.sleep(for: .seconds(30))
      await teller.say("add a title \"Again\"", to: session)
    },
    Story(
      "out-of-credits-anonymous",
      told: [
        "uploaded clip.mp4",
        "failed: out-of-credits",
      ],
      spoilt: ("credits: 0}\nexpect", "credits: 60}\nexpect")
    ) { teller in
      let session = try await teller.nemo.newSession(language: "en")
      try await teller.upload(to: session)
      await teller.say("add a title \"Poor\"", to: session)
    },
    Story(
      "out-of-credits-registered",
      told: [
        "text | Generated \"lake\" (5s). I will add music and a title now. | Added Lo-fi music at 35% volume. Added the title \"Lake\" (0-3s). Your clip is ready.",
        "failed: out-of-credits",
      ],
      spoilt: ("credits: 120", "credits: 220")
    ) { teller in
      let session = try await teller.nemo.newSession(language: "en")
      await teller.say("generate a 5 second video of a lake", to: session)
      await teller.say("generate a 5 second video of a forest", to: session)
    },
    Story(
      "free-plan",
      told: [
        "uploaded clip.mp4",
        "text | Added the title \"Free\" (0-3s). Your clip is ready.",
        "export: export-blocked",
      ],
      spoilt: ("plan: free", "plan: open")
    ) { teller in
      let session = try await teller.nemo.newSession(language: "en")
      try await teller.upload(to: session)
      await teller.say("add a title \"Free\"", to: session)
      try await teller.export(session)
    },
    Story(
      "hostile",
      told: [
        "uploaded clip.mp4",
        "text | Done. | [recovering]",
        "exported 1675 bytes",
      ],
      spoilt: ("renders: {fail: 1}\n", "")
    ) { teller in
      let session = try await teller.nemo.newSession(language: "en")
      try await teller.upload(to: session)
      await teller.say("add a title \"Hostile\"", to: session)
      try await teller.export(session)
    },
  ]
}
