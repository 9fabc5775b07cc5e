import NemoClient
import NemoHTTP
import NemoSimulator
import NemoTime
import Testing

/// The whole client in front of every dialect, in virtual time: its outcomes are the same ones.
@Suite struct ClientJourneyTests {
  /// A client with a session and an uploaded file.
  private static func opened(
    _ transport: WorldTransport, _ time: VirtualTime, _ files: MemoryFileStore
  ) async throws -> (Connection, EditingSession) {
    let connection = try await Connection.open(
      ClientConfiguration(
        baseURL: WorldTransport.base, transport: transport, time: time,
        entropy: SeededEntropy(seed: 1), files: files, store: MemoryClientStore()))
    return (connection, try await connection.newSession())
  }

  /// What the client says of a turn, on one line.
  private static func told(_ outcome: TurnOutcome) -> String {
    switch outcome {
    case .text(let text, let changes, _): "\(text) [\(changes.sentences.joined(separator: " "))]"
    case .changed(let changes, _): "[\(changes.sentences.joined(separator: " "))]"
    case .nothingChanged: "nothing changed"
    case .failed(let error): "failed: \(error.code.rawValue)"
    }
  }

  private static func edits(_ dialect: Dialect) async throws -> [String] {
    try await VirtualTime.run { time in
      let files = MemoryFileStore(["my demo.mp4": WorldTransport.movie])
      let transport = WorldTransport(dialect, seed: 1, time)
      let (_, session) = try await opened(transport, time, files)
      let uploaded = try await session.upload("my demo.mp4")
      var lines = uploaded.map(\.filename)
      for message in [
        "crop to 16:9 and add a title \"Tips\" simulate talkative",
        "add lo-fi music simulate silent", "trim to 10 seconds simulate talkative",
        "make it vertical simulate failed run", "hello",
      ] {
        lines.append(told(await session.send(message)))
      }
      do {
        let file = try await session.export(to: "out.mp4")
        lines.append("\(file.path) \(file.sizeBytes)")
      } catch let error as NemoError {
        lines.append("failed: \(error.code.rawValue)")
      }
      return lines + transport.look { $0.checkInvariants() }
    }
  }

  @Test(arguments: DialectJourneyTests.dialects.map(\.name))
  func `edits, a silent one, a failed one, talk and an export`(name: String) async throws {
    let dialect = try #require(DialectJourneyTests.dialects.first { $0.name == name }?.dialect)
    let lines = try await Self.edits(dialect)
    let expected = [
      "my demo.mp4",
      "Cropped to 16:9 (1920x1080). Added the title \"Tips\" (0-3s). Your clip is ready. "
        + "[Video added: my demo.mp4 (0-16s) Title added: \"Tips\" (0-3s) Video cropped to 1920x1080]",
      "[BGM added: Lo-fi (0-16s, 35%)]",
      "Trimmed from 16s to 10s. Your clip is ready. [Trimmed from 16s to 10s]",
      "failed: edit-failed",
      "Hello! I edit videos by chat: I can trim, crop, add titles, captions, music or a voice-over, "
        + "highlight clicks, change the speed, and generate clips. []",
      dialect.plan == .freeBlocked ? "failed: export-blocked" : "out.mp4 1000",
    ]
    #expect(lines == expected)
  }

  private static func generation(_ dialect: Dialect) async throws -> [String] {
    try await VirtualTime.run { time in
      let transport = WorldTransport(dialect, seed: 1, time)
      let (_, session) = try await opened(transport, time, MemoryFileStore())
      let first = told(await session.send("generate a 10 second video of rain"))
      let second = told(await session.send("make the title blue simulate talkative"))
      return [first, second, "\(transport.look { $0.acceptedRuns() })"]
    }
  }

  @Test(arguments: DialectJourneyTests.dialects.map(\.name))
  func `a generation, and then an edit of it that it has paid for`(name: String) async throws {
    let dialect = try #require(DialectJourneyTests.dialects.first { $0.name == name }?.dialect)
    let lines = try await Self.generation(dialect)
    let stageOne = dialect.stages == .two ? " I will add music and a title now." : ""
    #expect(lines[0].hasPrefix("Generated \"rain\" (10s).\(stageOne)"))
    let isWhole = dialect.stageTwo == .sameStream
    #expect(lines[0].contains("BGM added: Lo-fi (0-10s, 35%) Title added: \"Rain\"") == isWhole)
    #expect(lines[1].hasPrefix("Changed the title \"Rain\". Your clip is ready. ["))
    #expect(lines[1].contains("BGM added") == !isWhole)
    #expect(lines[2] == "2")
  }
}
