import Foundation
import Nemo
import NemoClient
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCommand

/// Batches against the simulator, in virtual time and with a file store in memory.
@Suite struct BatchEditTests {
  private static func sample(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Simulator/Samples")
    return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// What a batch left behind.
  private struct Result: Sendable {
    var report: BatchReport
    var told: [String]
    var paths: [String]
    var submitted: Int
  }

  /// - Parameters:
  ///   - words: files, then instructions.
  ///   - scenario: the text of a scenario file.
  ///   - onLine: gets every line that is told, on the task that edits.
  private func edit(
    _ words: [String], _ instructions: [String] = [], scenario: String? = nil,
    language: Language = .english, onLine: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> Result {
    let files = MemoryFileStore([
      "one.mp4": try Self.sample("walkthrough.mp4"), "two.mov": try Self.sample("stand-in.mp4"),
      "two.flv": [1],
      "三 号.mp4": try Self.sample("stand-in.mp4") + [0, 0, 0, 8] + Array("free".utf8),
    ])
    var options = NemoOptions()
    options.files = files
    options.rendering = .synthetic
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("nemo-\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    if let scenario {
      try Data(scenario.utf8).write(to: file)
      options.scenarioFile = file.path
    }
    let plan = try EditPlan(
      EditArguments(words: words, instructions: instructions, output: "out"),
      Places(kind: { files.exists($0) ? .file : .nothing }, identity: { _ in nil }))
    let preflight = Preflight(files: files)
    var problems: [Int: NemoError] = [:]
    for (index, job) in plan.jobs.enumerated() {
      do { try preflight.checkUpload(job.file ?? "") } catch {
        problems[index] = error as? NemoError
      }
    }
    let known = problems
    let told = Locked<[String]>([])
    let teller = Teller(
      language: language,
      say: { line, _ in
        told.withLock { $0.append(line) }
        onLine(line)
      })
    let (report, submitted) = try await withNemo(
      scenario == nil ? .simulator(seed: 5) : .simulator(), options
    ) { nemo in
      let session = try await nemo.newSession(firstMessage: plan.firstInstruction)
      let steps = EditSteps(connection: nemo, session: session, teller: teller)
      let report = await BatchEdit(plan: plan, problems: known, steps: steps).run()
      return (report, try nemo.renders().count { $0.submittedAt != nil })
    }
    return Result(
      report: report, told: told.withLock { $0 },
      paths: files.paths.filter { $0.hasPrefix("out/") }, submitted: submitted)
  }

  @Test func `of three files the second is not taken: two results, a table, and partial`()
    async throws
  {
    let result = try await edit(["one.mp4", "two.flv", "三 号.mp4"], ["keep the first 2 seconds"])
    #expect(result.report.files.map(\.outcome) == [.done, .failed, .done])
    #expect(result.paths == ["out/one-edited.mp4", "out/三 号-edited.mp4"])
    #expect(result.report.exitCode == 50)
    #expect(
      result.told.filter { $0.hasPrefix("> ") } == [
        "> one.mp4: keep the first 2 seconds", "> 三 号.mp4: keep the first 2 seconds",
      ])
    #expect(result.report.files[1].edit.error as? NemoError != nil)
    // What changed is told of each file by itself, not of the one before it.
    #expect(
      result.report.files.map { $0.edit.turns.map(\.changes) } == [
        [["Video added: one.mp4 (0-2s)"]], [], [["Video added: 三 号.mp4 (0-2s)"]],
      ])
    #expect(
      BatchTable(result.report, in: .english).lines(width: 80) == [
        "File       Outcome  What changed                   Output            Size",
        "one.mp4    done     Video added: one.mp4 (0-2s)    one-edited.mp4    1 kB",
        "two.flv    failed   -                              -                    -",
        "三 号.mp4  done     Video added: 三 号.mp4 (0-2s)  三 号-edited.mp4  1 kB",
      ])
  }

  @Test func `each has an instruction of its own, and the session is paid once`() async throws {
    let result = try await edit(
      ["one.mp4", "two.mov", "三 号.mp4"], ["保留前 2 秒", "crop to 16:9", "加标题“第三段”"], language: .chinese
    )
    #expect(result.report.exitCode == 0)
    #expect(result.submitted == 3)
    #expect(
      result.told.filter { $0.hasPrefix("──") } == [
        "── 第 1 个，共 3 个：one.mp4", "── 第 2 个，共 3 个：two.mov", "── 第 3 个，共 3 个：三 号.mp4",
      ])
  }

  /// The second message is answered, and the timeline stays that of the first file.
  private static let mixedUp = """
    title: The wrong file
    seed: 7
    rules:
      - of: message
        at: 2
        stream:
          - {at: 2s, text: 'Your clip is ready.'}
          - {at: 2s, end: close}
    """

  @Test func `a draft that shows another file is never exported, and the batch goes on`()
    async throws
  {
    let result = try await edit(
      ["one.mp4", "two.mov", "三 号.mp4"], ["crop to 16:9"], scenario: Self.mixedUp)
    #expect(result.report.files.map(\.outcome) == [.done, .failed, .done])
    let error = try #require(result.report.files[1].edit.error as? NemoError)
    #expect(error.code == .foreignDraft && error.context.path == "one.mp4")
    #expect(result.paths == ["out/one-edited.mp4", "out/三 号-edited.mp4"])
    #expect(result.submitted == 2)
    #expect(result.report.exitCode == 50)
  }

  @Test func `a draft that shows another file beside its own is not exported either`() async throws
  {
    let result = try await edit(
      ["one.mp4", "two.mov"], ["crop to 16:9", "append one.mp4 at the end"])
    #expect(result.report.files.map(\.outcome) == [.done, .failed])
    #expect((result.report.files[1].edit.error as? NemoError)?.code == .foreignDraft)
    #expect(result.submitted == 1)
  }

  @Test func `without credits the rest is not begun`() async throws {
    let scenario = """
      title: Out of credits
      seed: 7
      rules:
        - {of: message, at: 2, refuse: 2001}
      """
    let result = try await edit(
      ["one.mp4", "two.mov", "三 号.mp4"], ["crop to 16:9"], scenario: scenario)
    #expect(result.report.files.map(\.outcome) == [.done, .failed, .notBegun])
    #expect(result.report.exitCode == 50)
    #expect(!result.told.contains("── 3 of 3: 三 号.mp4"))
    var lines: [String] = []
    let told = Locked<[String]>([])
    result.report.tell(
      Teller(language: .english, say: { line, _ in told.withLock { $0.append(line) } }), width: 80)
    lines = told.withLock { $0 }
    #expect(lines.last == "The same would stop the last file, so it was not begun.")
  }

  @Test func `who ends it is told what is done`() async throws {
    let result = try await edit(
      ["one.mp4", "two.mov", "三 号.mp4"], ["crop to 16:9"],
      onLine: { line in
        if line == "> two.mov: crop to 16:9" { withUnsafeCurrentTask { $0?.cancel() } }
      })
    #expect(result.report.files.map(\.outcome) == [.done, .stopped, .notBegun])
    #expect(result.report.exitCode == 130)
    #expect(result.report.isInterrupted)
  }

  @Test func `when nothing is done, the code is that of the first error`() {
    let jobs = ["a.flv", "gone.mp4"].map { EditPlan.Job(file: $0, instructions: ["x"]) }
    var report = BatchReport(folder: "out")
    report.files = [
      FileReport(jobs[0], .failed, NemoError(.unsupportedFile, during: .upload)),
      FileReport(jobs[1], .failed, NemoError(.fileNotFound, during: .upload)),
    ]
    #expect(report.exitCode == 22)
    report.files.removeFirst()
    report.files.append(FileReport(jobs[0], .unchanged))
    #expect(report.exitCode == 20)
  }

  @Test func `the table fits, whatever it holds`() {
    var report = BatchReport(folder: "out")
    for name in ["城市延时摄影_最终版_第三次修改.mp4", String(repeating: "long name ", count: 9) + ".mov", "a"] {
      var file = FileReport(EditPlan.Job(file: "d/" + name, instructions: []), .done)
      file.edit.exported = ExportedFile(
        path: "out/" + name, sizeBytes: 123_456_789, renderID: "render_1")
      report.files.append(file)
    }
    for width in [60, 80, 200] {
      for language in Language.allCases {
        for line in BatchTable(report, in: language).lines(width: width) {
          #expect(DisplayText.columns(line) <= width)
        }
      }
    }
  }
}
