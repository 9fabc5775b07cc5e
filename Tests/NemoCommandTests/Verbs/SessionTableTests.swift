import Nemo
import Testing

@testable import NemoCommand

@Suite struct SessionTableTests {
  private func session(_ id: String, _ file: String?, _ language: String) -> StoredSession {
    StoredSession(
      id: id, taskID: "task_1", name: "project", language: language,
      createdAt: WallTime(millisecondsSinceEpoch: 1_767_225_600_000),
      lastUsedAt: file == nil ? nil : WallTime(millisecondsSinceEpoch: 1_767_312_000_000),
      firstFile: file)
  }

  @Test func `columns begin at the same place, also behind Chinese names`() {
    let table = SessionTable([
      session("7000000000000000001", "录屏.mp4", "zh"), session("7000000000000000002", nil, "en"),
      session("7", "a-very-long-name-of-a-screen-recording.mp4", "en"),
    ])
    #expect(
      table.lines == [
        "SESSION              FILE                          LANGUAGE  LAST USED (UTC)",
        "7000000000000000001  录屏.mp4                      zh        2026-01-02 00:00",
        "7000000000000000002  project                       en        2026-01-01 00:00",
        "7                    a-very-long-name-of-a-scree…  en        2026-01-02 00:00",
      ])
    for line in table.lines { #expect(DisplayText.columns(line) <= 80) }
  }

  @Test func `JSON has all that is remembered`() {
    #expect(
      SessionTable.json(session("7", "a.mp4", "en")).text
        == #"{"id":"7","task":"task_1","name":"project","language":"en","#
        + #""created":"2026-01-01T00:00:00Z","lastUsed":"2026-01-02T00:00:00Z","#
        + #""firstFile":"a.mp4"}"#)
  }
}

@Suite struct FreeNameTests {
  @Test(arguments: [
    ("clip.mp4", "clip-edited.mp4"), (nil, "edited.mp4"), ("", "edited.mp4"),
    ("a.b.mov", "a.b-edited.mp4"), ("../../etc/passwd", "passwd-edited.mp4"),
    (".hidden", "hidden-edited.mp4"), ("--force", "force-edited.mp4"),
    ("录屏.mp4", "录屏-edited.mp4"), ("a\nb\u{1b}[2J.mp4", "ab[2J-edited.mp4"),
    (String(repeating: "x", count: 300), String(repeating: "x", count: 100) + "-edited.mp4"),
  ])
  func `the video is named after the first file`(file: String?, name: String) {
    #expect(ExportCommand.freeName(for: file) { _ in false } == name)
  }

  @Test func `what is there already is never replaced unasked`() {
    let taken = ["clip-edited.mp4", "clip-edited-2.mp4"]
    #expect(
      ExportCommand.freeName(for: "clip.mp4") { taken.contains($0) } == "clip-edited-3.mp4")
  }
}
