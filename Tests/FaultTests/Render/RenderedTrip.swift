import HTTPTypes
import NemoClient
import NemoHTTP
import NemoSimulator
import SimulatorService
import Testing

/// A journey to a rendered file, for looking at what is answered afterwards.
enum RenderedTrip {
  /// The simulator takes any well-formed token for that of a registered user.
  static let token = "nmv_usr_" + String(repeating: "0", count: 43)
}

extension FaultyBackend.Ready {
  /// Edits a clip and exports it. Returns the render's id.
  func exported() async throws -> String {
    let (_, session) = try await session()
    _ = await session.send(FaultyTrip.instruction)
    _ = try await session.export(to: "out.mp4")
    return try #require(
      service.world.journal.first { $0.kind == .renderSubmitted }?.detail)
  }

  /// The body of a poll's answer.
  func poll(_ id: String) async throws -> String {
    var head = HTTPRequest(
      method: .get, scheme: "http", authority: "x", path: "/api/render/proxy/lambda/\(id)")
    head.headerFields[.authorization] = "Bearer \(RenderedTrip.token)"
    let response = try await service.send(TransportRequest(head: head))
    return String(decoding: try await response.body.collect(upTo: 10_000), as: UTF8.self)
  }
}
