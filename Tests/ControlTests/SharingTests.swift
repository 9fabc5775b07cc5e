import LoopbackServer
import NemoTime
import SimulatorService
import Testing

#if os(Linux)
  /// Several processes in front of one simulator.
  @Suite struct SharingTests {
    private static let rounds = 100
    private static let visitors = [("anna", "1", "seed"), ("bert", "2", "adk")]

    @Test(.timeLimit(.minutes(5)))
    func `two processes share a simulator a hundred times, and each sees what it sees alone`()
      async throws
    {
      let start = RealTime().wall
      try await withSimulatedHost(
        HostConfiguration(), makeTime: { JumpingTime(startingAt: start) }
      ) { host, control in
        try await LoopbackServer.run(host) { server in
          try await LoopbackServer.run(control) { controlServer in
            let urls = [server.url, controlServer.url]
            var alone: [[String]] = []
            for visitor in Self.visitors { alone.append(try await Self.visit(urls, visitor, 2)) }
            // The path and the header show the same, and the two processes do not.
            #expect(alone.allSatisfy { Set($0).count == 1 })
            #expect(alone[0][0] != alone[1][0])
            #expect(alone[0][0].contains("run-accepted") && alone[0][0].contains("out.mp4"))
            async let anna = Self.visit(urls, Self.visitors[0], Self.rounds)
            async let bert = Self.visit(urls, Self.visitors[1], Self.rounds)
            let together = try await [anna, bert]
            for (lines, lonely) in zip(together, alone) {
              #expect(lines.count == Self.rounds)
              #expect(Set(lines) == Set(lonely))
            }
            #expect(host.worlds.count == 1)
          }
        }
      }
    }

    private static func visit(
      _ urls: [String], _ visitor: (name: String, seed: String, dialect: String), _ rounds: Int
    ) async throws -> [String] {
      let output = try await Child.run(
        "WorldVisitor", urls + [visitor.name, visitor.seed, visitor.dialect, "\(rounds)"])
      return output.split(separator: "\n").map(String.init)
    }
  }
#endif
