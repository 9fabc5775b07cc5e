import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService
import Testing

/// How long a client listens, in virtual time: contract sections 16.1 and 16.2.
@Suite struct StreamTimeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var fault: String
    var settings: [String: Int] = [:]
    /// How long the edit took for its user.
    var seconds: Double

    var testDescription: String { "\(fault) \(settings)" }
  }

  /// The run calls its first tool after 1 s and says its text after 23.546 s; the stream ends at
  /// 23.746 s. State is first read 30 s after a stream was lost.
  private static let rows: [Row] = [
    Row(fault: "buffered-stream", seconds: 23.746),
    Row(fault: "cut-between-frames", seconds: 1 + 30),
    Row(fault: "json-body", seconds: 0 + 30),
    // Ten minutes without anything but heartbeats, or without anything.
    Row(fault: "stream-stall", seconds: 1 + 600 + 30),
    Row(fault: "stream-stall", settings: ["afterEvents": 0], seconds: 600 + 30),
    Row(fault: "heartbeats-only", seconds: 1 + 600 + 30),
    Row(fault: "heartbeats-only", settings: ["seconds": 300], seconds: 1 + 300 + 30),
    Row(fault: "never-closes", seconds: 23.546 + 600 + 30),
    Row(fault: "late-first-byte", settings: ["seconds": 599], seconds: 599),
    Row(fault: "late-first-byte", settings: ["seconds": 700], seconds: 600 + 30),
    // Fifteen minutes in all, whatever still comes.
    Row(fault: "overlong-stream", seconds: 900 + 30),
  ]

  @Test(arguments: rows, FaultyTrip.Way.allCases)
  func `an edit takes as long as its client listens`(
    _ row: Row, _ way: FaultyTrip.Way
  ) async throws {
    let fault = try PlannedFault(row.fault, of: .message, settings: row.settings)
    let outcome = try await FaultyTrip(faults: [fault]).run(way)
    #expect(abs(outcome.editSeconds - row.seconds) < 0.001, "\(outcome.editSeconds) s")
    #expect(outcome.runs == 1)
  }

  @Test func `the world hears of a client that leaves before the first byte`() async throws {
    let fault = try PlannedFault("late-first-byte")
    let leavings = try await VirtualTime.run { time in
      let probe = try MessageProbe(fault)
      let service = SimulatedService(world: probe.world, time: time)
      let head = HTTPRequest(
        method: .post, scheme: "http", authority: "sim.test", path: "/run_sse",
        headerFields: [.authorization: "Bearer \(probe.token)"])
      let request = TransportRequest(head: head, body: HTTPBody(probe.message))
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { _ = try? await service.send(request) }
        try await time.sleep(for: .seconds(10))
        group.cancelAll()
      }
      return service.world.journal.filter { $0.kind == .clientLeft }.count
    }
    #expect(leavings == 1)
  }
}
