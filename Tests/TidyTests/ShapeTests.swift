import Testing

/// What a tired eye misses.
@Suite struct ShapeTests {
  static let lineLimit = 400

  @Test func `no file is longer than one idea`() throws {
    for folder in ["Sources", "Simulator", "Tests"] {
      for file in try SourceTree.files(below: folder) where file.lines.count > Self.lineLimit {
        Issue.record("\(file.path) has \(file.lines.count) lines: look for the second idea")
      }
    }
  }

  @Test func `no stub is left behind`() throws {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "fatalError(\"not"]
    for folder in ["Sources", "Simulator", "Tests"] {
      for file in try SourceTree.files(below: folder) where !file.path.hasPrefix("Tests/TidyTests")
      {
        for (index, line) in file.lines.enumerated() {
          for mark in marks where line.contains(mark) {
            Issue.record("\(file.path):\(index + 1) says \(mark)")
          }
        }
      }
    }
  }

  /// Waits until the kernel has handed over what a scripted server wrote, some milliseconds.
  static let mayWait = ["Tests/RawSockets/RawConnection.swift"]

  @Test func `tests never sleep for real`() throws {
    for file in try SourceTree.files(below: "Tests")
    where !file.path.hasPrefix("Tests/TidyTests") && !Self.mayWait.contains(file.path) {
      for (text, line) in file.code
      where text.contains("Task.sleep") || text.contains("usleep(") || text.contains("sleep(1") {
        Issue.record("\(file.path):\(line) sleeps for real")
      }
    }
  }
}
