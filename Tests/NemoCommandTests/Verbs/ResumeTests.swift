import ArgumentParser
import Nemo
import Testing

@testable import NemoCommand

@Suite struct ResumeTests {
  private func unfinished(
    _ id: String, _ state: StoredRender.State = .submitted, isHeld: Bool = false
  ) -> UnfinishedRender {
    UnfinishedRender(
      render: StoredRender(id: id, sessionID: "7", outputPath: "/out.mp4", state: state),
      isHeld: isHeld)
  }

  private var all: [UnfinishedRender] {
    ["render_1_a", "render_1_ab", "render_2_c"].map { unfinished($0) }
  }

  @Test func `renders are named by their id or its beginning, and all are meant without a name`()
    throws
  {
    func ids(_ names: [String]) throws -> [String] {
      try ResumeCommand.chosen(names, among: all).map(\.render.id)
    }
    #expect(try ids([]) == ["render_1_a", "render_1_ab", "render_2_c"])
    #expect(try ids(["render_2"]) == ["render_2_c"])
    #expect(try ids(["render_1_a"]) == ["render_1_a"])
    for name in ["render_1", "render_3", "", "x"] {
      let error = #expect(throws: RenderNameError.self) { try ids([name]) }
      #expect(ExitTable.code(for: error!) == 35)
    }
  }

  @Test(arguments: [
    ["--list", "--forget", "a"], ["-o", "out.mp4"], ["-o", "out.mp4", "a", "b"], ["--forget"],
  ])
  func `flags that contradict each other are told`(arguments: [String]) {
    #expect(throws: (any Error).self) { try ResumeCommand.parse(arguments) }
  }

  @Test func `a list says in words how far each is`() {
    let table = RenderTable([
      unfinished("render_1", .planned), unfinished("render_2", .prepared),
      unfinished("render_3", .handedOn), unfinished("render_4", .downloaded),
      unfinished("render_5", .submitted, isHeld: true),
    ])
    #expect(
      table.lines == [
        "RENDER    STATE         FOR", "render_1  not sent      /out.mp4",
        "render_2  perhaps sent  /out.mp4", "render_3  sent          /out.mp4",
        "render_4  rendered      /out.mp4", "render_5  at work       /out.mp4",
      ])
  }

  @Test(
    arguments: [
      ([], nil), ([nil, nil], nil), ([33], 33), ([33, 12], 33), ([nil, 33], ExitTable.partial),
      ([nil, 130], 130), ([130, 33], 130),
    ] as [([Int32?], Int32?)])
  func `the exit code says whether all, some or none were finished`(
    codes: [Int32?], expected: Int32?
  ) {
    #expect(ResumeRun.exitCode(of: codes) == expected)
  }
}
