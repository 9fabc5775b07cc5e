import Foundation
import Nemo
import NemoClient
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCommand

/// A session that goes on, against the simulator in virtual time.
@Suite struct IterativeEditTests {
  private static func sample() throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Simulator/Samples/walkthrough.mp4")
    return Array(try Data(contentsOf: folder))
  }

  /// What was said and shown.
  private struct Heard: Sendable {
    var lines: [String] = []
    var pictures: [String] = []
  }

  private static func teller(_ heard: Locked<Heard>, _ language: Language) -> Teller {
    var teller = Teller(
      language: language, say: { line, _ in heard.withLock { $0.lines.append(line) } })
    teller.show = { draft in
      heard.withLock {
        $0.pictures.append(TimelinePicture.text(draft, width: 40, in: language))
      }
    }
    return teller
  }

  /// Edits a file in one go, and goes on in the session that is found by its name.
  private func goOn(
    _ instructions: [String], output: String? = nil, language: Language = .english
  ) async throws -> (heard: Heard, report: EditReport, files: [String]) {
    let files = MemoryFileStore(["one.mp4": try Self.sample()])
    var options = NemoOptions()
    options.files = files
    options.rendering = .synthetic
    let heard = Locked(Heard())
    let job = EditPlan.Job(instructions: instructions, output: output)
    let report = try await withNemo(.simulator(seed: 5), options) { nemo in
      let first = try await nemo.newSession()
      _ = try await first.upload("one.mp4")
      _ = await first.send("keep the first 2 seconds and add a title \"Tips\"")
      let steps = EditSteps(
        connection: nemo, session: try nemo.session(named: "LAST"),
        teller: Self.teller(heard, language))
      return try await SingleEdit(job: job, steps: steps).run()
    }
    return (heard.withLock { $0 }, report, files.paths)
  }

  @Test func `without an output it edits, shows the timeline, and exports nothing`() async throws {
    let edit = try await goOn(["now make the title say \"Tricks\""])
    #expect(edit.files == ["one.mp4"])
    #expect(edit.report.turns.map(\.changes) == [["Title changed from \"Tips\" to \"Tricks\""]])
    #expect(
      edit.heard.pictures == [
        """
        Timeline (2 tracks, 2s, 1180x920)
                0s              1s
                ├───────────────┴───────────────
        1 Video ▐ one.mp4 (0-2s) ███████████████
        2 Title ▐ "Tricks" (0-2s) ▒▒▒▒▒▒▒▒▒▒▒▒▒▒
        """
      ])
  }

  @Test func `with one it exports too`() async throws {
    let edit = try await goOn(["crop to 9:16 and then export it"], output: "out.mp4")
    #expect(edit.files == ["one.mp4", "out.mp4"])
    #expect(edit.heard.lines.contains("> crop to 9:16"))
    #expect(edit.heard.lines.contains("The video is exported at the end."))
    #expect(edit.report.exported?.path == "out.mp4")
    #expect(edit.heard.pictures.isEmpty)
  }

  @Test(arguments: [("preview", Language.english), ("预览", .chinese), ("show tracks", .english)])
  func `a preview is a picture, and never reaches the agent`(word: String, language: Language)
    async throws
  {
    let edit = try await goOn([word], language: language)
    #expect(edit.report.turns.isEmpty)
    #expect(edit.heard.lines.isEmpty)
    #expect(edit.heard.pictures.count == 1)
    #expect(edit.heard.pictures.first?.hasPrefix(language == .english ? "Timeline" : "时间线") == true)
  }

  @Test func `what there is can be told as JSON, with every segment and its times`() throws {
    let draft = try #require(
      Draft(
        bytes: Array(
          """
          {"d":2000,"m":{"width":640,"height":480},"t":[
          {"tt":0,"sg":[{"s":0,"d":2000,"m":{"title":"a \\"b\\".mp4"}}]},
          {"tt":1,"sg":[{"s":500,"d":1500,"v":0.35,"sp":2,"m":{"title":"Lo-fi"}}]}]}
          """.utf8)))
    let session = StoredSession(
      id: "7000000000000000001", taskID: nil, name: "project",
      createdAt: WallTime(sinceEpoch: .zero))
    let renders = [
      StoredRender(id: "render_1", sessionID: session.id, outputPath: "/o.mp4", state: .submitted),
      StoredRender(id: "render_2", sessionID: session.id, outputPath: nil, state: .delivered),
      StoredRender(id: "render_3", sessionID: "7", outputPath: nil, state: .submitted),
    ]
    let state = SessionState(draft: draft, media: [UploadedFile(filename: "a.mp4")])
    #expect(
      StatusReport(session, state, renders, .english).json.text == """
        {"timeline":"Timeline (2 tracks): 1. Video: a \\"b\\".mp4 (0-2s) 2. BGM: Lo-fi (0.5-2s, 35%)",\
        "durationMilliseconds":2000,"width":640,"height":480,"tracks":[\
        {"label":"Video","type":0,"segments":[{"title":"a \\"b\\".mp4","startMilliseconds":0,\
        "endMilliseconds":2000,"volume":null,"speed":null}]},\
        {"label":"BGM","type":1,"segments":[{"title":"Lo-fi","startMilliseconds":500,\
        "endMilliseconds":2000,"volume":0.35,"speed":2}]}],\
        "media":[{"filename":"a.mp4","kind":null,"width":null,"height":null,"durationSeconds":null}],\
        "rendering":[{"id":"render_1","state":"submitted","output":"/o.mp4","submittedAt":null}],\
        "session":"7000000000000000001"}
        """)
  }
}
