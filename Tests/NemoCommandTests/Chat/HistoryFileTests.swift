import Foundation
import Testing

@testable import NemoCommand

@Suite struct HistoryFileTests {
  private func withFile(_ body: (HistoryFile) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.path + "/nemo-history-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(HistoryFile(path: path))
  }

  @Test func `lines are kept for their owner alone, and secrets are not`() throws {
    try withFile { file in
      #expect(file.load() == [])
      for line in ["crop to 16:9", "my token is nmv_usr_abc", "加字幕", ""] { file.add(line) }
      #expect(file.load() == ["crop to 16:9", "加字幕"])
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func `only so many lines are kept`() throws {
    try withFile { file in
      let lines = (0..<InputHistory.maximumLines + 20).map { "line \($0)" }
      for line in lines { file.add(line) }
      #expect(file.load() == Array(lines.suffix(InputHistory.maximumLines)))
      #expect(file.load().count == InputHistory.maximumLines)
    }
  }

  @Test func `a place that can't be written is not missed`() {
    let file = HistoryFile(path: "/nowhere/history")
    file.add("crop")
    #expect(file.load() == [])
  }
}
