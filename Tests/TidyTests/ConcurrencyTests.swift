import Testing

/// Work that leaves the structured tasks leaves virtual time too.
@Suite struct ConcurrencyTests {
  static let escapes = ["Task {", "Task.detached", "DispatchQueue", "Task.sleep", "Thread.sleep"]

  /// Where time and sockets meet the real world.
  static let mayEscape = [
    "Sources/CurlTransport/", "Sources/NemoTime/", "Sources/NemoCommand/", "Simulator/Server/",
    "Simulator/Process/", "Simulator/Command/",
  ]

  @Test func `nothing escapes structured concurrency outside the named targets`() throws {
    for file in try SourceTree.files(below: "Sources") + SourceTree.files(below: "Simulator")
    where !Self.mayEscape.contains(where: file.path.hasPrefix) {
      for (text, line) in file.code {
        // `group.addTask {` is structured.
        let text = text.replacing("addTask {", with: "")
        for escape in Self.escapes where text.contains(escape) {
          Issue.record("\(file.path):\(line) uses \(escape)")
        }
      }
    }
  }

  static let realWorld = [
    "clock_gettime", "ContinuousClock", "SystemRandomNumberGenerator", "Date()", "Date.now",
    ".random(in:",
  ]

  @Test func `only NemoTime reads the real clock and real randomness`() throws {
    let mayRead = ["Sources/NemoTime/", "Sources/NemoCommand/", "Simulator/Command/"]
    for file in try SourceTree.files(below: "Sources") + SourceTree.files(below: "Simulator")
    where !mayRead.contains(where: file.path.hasPrefix) {
      for (text, line) in file.code {
        for name in Self.realWorld where text.contains(name) && !text.contains("using:") {
          Issue.record("\(file.path):\(line) uses \(name)")
        }
      }
    }
  }

  @Test func `only the facade and the commands read the environment and the home folder`() throws {
    let mayRead = ["Sources/Nemo/", "Sources/NemoCommand/", "Simulator/Command/"]
    let names = [
      "ProcessInfo.processInfo.environment", "getenv(", "homeDirectory", "NSHomeDirectory",
    ]
    for file in try SourceTree.files(below: "Sources") + SourceTree.files(below: "Simulator")
    where !mayRead.contains(where: file.path.hasPrefix) {
      for (text, line) in file.code {
        for name in names where text.contains(name) {
          Issue.record("\(file.path):\(line) uses \(name)")
        }
      }
    }
  }
}
