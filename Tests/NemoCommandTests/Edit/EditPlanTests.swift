import Testing

@testable import NemoCommand

@Suite struct EditPlanTests {
  /// A disk with a few things on it.
  private static let places = Places(
    kind: { path in
      switch path {
      case "a.mp4", "b.mov", "my clip.mp4", "old/a.mp4", "notes", "out/a-edited.mp4", "城市.mp4":
        .file
      case "here", "out": .folder
      default: .nothing
      }
    },
    identity: { path in
      switch path {
      case "a.mp4", "./a.mp4", "here/a-edited.mp4": "/a.mp4"
      case "out/a-edited.mp4": "/out/a-edited.mp4"
      default: nil
      }
    })

  private static func plan(
    _ words: [String], _ instructions: [String] = [], _ output: String? = nil,
    session: String? = nil
  ) throws -> EditPlan {
    try EditPlan(
      EditArguments(words: words, instructions: instructions, output: output, session: session),
      places)
  }

  private static func error(
    _ words: [String], _ instructions: [String] = [], _ output: String? = "out.mp4",
    session: String? = nil
  ) -> String? {
    do {
      _ = try plan(words, instructions, output, session: session)
      return nil
    } catch let error as EditUsageError {
      return error.description
    } catch {
      return "\(error)"
    }
  }

  @Test func `one file and its instructions, as ever`() throws {
    let plan = try Self.plan(["a.mp4", "crop to 16:9", "add a title"], [], "out.mp4")
    #expect(
      plan.jobs == [
        EditPlan.Job(
          file: "a.mp4", instructions: ["crop to 16:9", "add a title"], output: "out.mp4")
      ])
    #expect(plan.folder == nil && !plan.isBatch && plan.session == nil)
  }

  @Test(arguments: [
    (["a.mp4", "b.mov", "crop"], [String]()), (["a.mp4", "b.mov"], ["crop"]),
  ])
  func `one instruction is for all files`(words: [String], instructions: [String]) throws {
    let plan = try Self.plan(words, instructions, "new/")
    #expect(plan.isBatch && plan.folder == "new")
    #expect(plan.jobs.map(\.instructions) == [["crop"], ["crop"]])
    #expect(plan.jobs.map(\.output) == ["new/a-edited.mp4", "new/b-edited.mp4"])
  }

  @Test func `an instruction for each file, in order`() throws {
    let plan = try Self.plan(["a.mp4", "gone.flv", "my clip.mp4"], ["x", "把它裁成竖屏", "z"], "new")
    #expect(plan.jobs.map(\.file) == ["a.mp4", "gone.flv", "my clip.mp4"])
    #expect(plan.jobs.map(\.instructions) == [["x"], ["把它裁成竖屏"], ["z"]])
    #expect(plan.jobs.last?.output == "new/my clip-edited.mp4")
  }

  @Test func `several instructions without -i are for every file`() throws {
    let plan = try Self.plan(["a.mp4", "城市.mp4", "crop", "add a title"], [], "new")
    #expect(plan.jobs.map(\.file) == ["a.mp4", "城市.mp4"])
    #expect(plan.jobs.map(\.instructions) == [["crop", "add a title"], ["crop", "add a title"]])
  }

  @Test func `a session goes on without a file, and needs no output`() throws {
    let plan = try Self.plan(["now make the title blue"], [], nil, session: "LAST")
    #expect(plan.jobs == [EditPlan.Job(instructions: ["now make the title blue"])])
    #expect(plan.session == "LAST")
    let exported = try Self.plan([], ["x", "y"], "out.mp4", session: "7000")
    #expect(exported.jobs == [EditPlan.Job(instructions: ["x", "y"], output: "out.mp4")])
    let added = try Self.plan(["a.mp4", "put it at the end"], [], "o.mp4", session: "LAST")
    #expect(
      added.jobs == [
        EditPlan.Job(file: "a.mp4", instructions: ["put it at the end"], output: "o.mp4")
      ])
  }

  @Test func `results never stand on one another, nor on a file that is edited`() throws {
    let names = try Self.plan(["a.mp4", "old/a.mp4", "A.mov"], ["x"], "new").jobs.map(\.output)
    #expect(names == ["new/a-edited.mp4", "new/a-edited-2.mp4", "new/A-edited-3.mp4"])
    let linked = try Self.plan(["a.mp4", "b.mov"], ["x"], "here").jobs.map(\.output)
    #expect(linked == ["here/a-edited-2.mp4", "here/b-edited.mp4"])
    let edited = try Self.plan(["out/a-edited.mp4", "a.mp4"], ["x"], "out").jobs.map(\.output)
    #expect(edited == ["out/a-edited-edited.mp4", "out/a-edited-2.mp4"])
    #expect(
      Self.error(["a.mp4", "x"], [], "./a.mp4")?.hasPrefix("The output would replace") == true)
  }

  @Test func `one file may have a folder for its result`() throws {
    #expect(try Self.plan(["a.mp4", "x"], [], "out").jobs.map(\.output) == ["out/a-edited.mp4"])
    #expect(try Self.plan(["b.mov", "x"], [], "n//").jobs.map(\.output) == ["n/b-edited.mp4"])
    #expect(try Self.plan(["b.mov", "x"], [], "/").jobs.map(\.output) == ["/b-edited.mp4"])
  }

  @Test(
    arguments: [
      (["a.mp4"], [], "Say what to do,"),
      (["a.mp4", " "], [], "An instruction is empty."),
      ([], ["crop"], "Name a file to edit, or a session to continue"),
      (
        ["a.mp4", "b.mov", "old/a.mp4"], ["x", "y"],
        "There are 2 instructions behind -i for 3 files."
      ),
      (["a.mp4"], ["x", "y"], "There are 2 instructions behind -i for 1 file."),
      (["a.mp4", "crop", "b.mov"], [], "\"b.mov\" is a file behind an instruction."),
      (["a.mp4", "notes"], [], "\"notes\" may be a file or an instruction."),
      (
        ["a.mp4", "replace the music with beat.mp3"], [],
        "\"replace the music with beat.mp3\" may be a file that is missing or an instruction."
      ),
      (
        ["a.mp4", "crop to 16:9"], ["x"], "With -i every other word is a file, and \"crop to 16:9\""
      ),
    ] as [([String], [String], String)])
  func `what can't be told is an error that says what is possible`(
    words: [String], instructions: [String], beginning: String
  ) {
    let error = Self.error(words, instructions)
    #expect(error?.hasPrefix(beginning) == true, "\(error ?? "no error")")
  }

  @Test func `several results need a folder, and one needs a place`() {
    #expect(Self.error(["a.mp4", "b.mov"], ["x"], "b.mov")?.contains("names a folder") == true)
    #expect(Self.error(["a.mp4", "b.mov"], ["x"], nil)?.contains("in which folder") == true)
    #expect(Self.error(["a.mp4", "x"], [], nil)?.contains("such as -o out.mp4") == true)
  }
}
