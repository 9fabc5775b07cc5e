import CurlTransport
import Foundation
import NemoCassette
import NemoTime
import Testing

/// Records the `adk` tapes from a real server; `Tests/ADKServer/record.sh` starts one and runs this.
@Suite struct ADKRecording {
  static let server = ProcessInfo.processInfo.environment["NEMO_ADK_SERVER"]

  @Test(.enabled(if: server != nil, "NEMO_ADK_SERVER names no server"))
  func `records what a google-adk server sends`() async throws {
    let server = try #require(Self.server)
    for conversation in ADKConversation.all { try await record(conversation, server) }
  }

  private func record(_ conversation: ADKConversation, _ server: String) async throws {
    let time = RealTime()
    let curl = CurlTransport(.init(proxy: .none), time: time)
    defer { curl.shutdown() }
    // Sent past the recorder; a session that is not there is no failure here.
    _ = try await conversation.forget.send(to: server, through: curl)
    let cassette = try Cassette(named: conversation.name, in: Journey.cassettes)
    let recorder = try Recorder(
      wrapping: curl, into: cassette.path, origin: .adk, backend: server, time: time,
      note: conversation.note + " google-adk 2.13.0, an agent without a model.")
    for ask in conversation.asks { _ = try await ask.send(to: server, through: recorder) }
    let tape = try recorder.finish()
    #expect(tape.exchanges.count == conversation.asks.count)
    #expect(tape.exchanges.allSatisfy { $0.end.kind == .closed })
  }
}
