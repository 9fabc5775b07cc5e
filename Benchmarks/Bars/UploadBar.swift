import Foundation
import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoSimulator
import NemoTime
import PlainSockets
import SimulatorService

/// A file of 500 MB into the simulator on a socket, kept in a folder. The bar is flat memory: what
/// the process has at its peak, beyond what it had before, is told.
struct UploadBar {
  private static let fileBytes = 500_000_000
  /// What "flat" may be: some buffers of the connection and the largest write.
  private static let flatBytes = 8_000_000
  private static let token = "nmv_usr_" + String(repeating: "u", count: 43)

  init(_ arguments: [String]) {}

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/nemo-bars-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let time = RealTime()
    let service = SimulatedService(
      world: World(seed: 1, startingAt: time.wall), time: time,
      media: try FolderMediaStore(folder: folder))
    try await LoopbackServer.run(service) { server in
      let session = try await session(service)
      _ = try await send(1_000_000, to: session, server.port)
      let before = ProcessUse.residentBytes ?? 0
      let used = ProcessUse.processorSeconds
      async let sent = send(Self.fileBytes, to: session, server.port)
      var peak = before
      let done = Done()
      async let watched: Void = {
        while !done.isSet {
          try? await Task.sleep(for: .milliseconds(20))
          peak = max(peak, ProcessUse.residentBytes ?? 0)
        }
      }()
      let (status, seconds) = try await sent
      done.set()
      await watched
      tell(status, seconds, peak - before, ProcessUse.processorSeconds - used)
    }
  }

  private func tell(_ status: Int, _ seconds: Double, _ growth: Int, _ used: Double) {
    let size = Double(Self.fileBytes)
    print(
      "  500 MB answered with \(status) in \(seconds.rounded(to: 2)) s "
        + "(\((size / 1e6 / seconds).rounded(to: 0)) MB/s), "
        + "\(used.rounded(to: 2)) s of processor time with the client's")
    print(
      "  the largest growth of memory: \((Double(growth) / 1e6).rounded(to: 1)) MB; flat is "
        + "\(growth < Self.flatBytes ? "met" : "not met")")
  }

  private func session(_ service: SimulatedService) async throws -> String {
    let head = HTTPRequest(
      method: .post, scheme: "http", authority: "sim.test",
      path: "/api/tasks/me/with-session/nemo_agent",
      headerFields: [.authorization: "Bearer \(Self.token)", .contentType: "application/json"])
    let body = HTTPBody(#"{"task_name":"project","language":"en"}"#)
    let answer = try await service.send(TransportRequest(head: head, body: body))
    let text = String(decoding: try await answer.body.collect(upTo: 10_000), as: UTF8.self)
    let parts = text.components(separatedBy: #""session_id":""#)
    guard parts.count == 2, let id = parts[1].split(separator: "\"").first else {
      throw BarFailure("No session: \(text)")
    }
    return String(id)
  }

  private func send(
    _ size: Int, to session: String, _ port: Int
  ) async throws -> (status: Int, seconds: Double) {
    let start =
      "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.mp4\"\r\n"
      + "Content-Type: video/mp4\r\n\r\n"
    let end = "\r\n--x--\r\n"
    let head =
      "POST /api/upload-video/nemo_agent/me/\(session) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
      + "Authorization: Bearer \(Self.token)\r\nContent-Type: multipart/form-data; boundary=x\r\n"
      + "Content-Length: \(start.utf8.count + size + end.utf8.count)\r\n\r\n"
    let (status, seconds) = await onThread {
      let began = monotonicSeconds()
      let status = plain_upload(UInt16(port), head, start, size, end)
      return (Int(status), monotonicSeconds() - began)
    }
    guard status > 0 else { throw BarFailure("The upload broke.") }
    return (status, seconds)
  }

  /// `@unchecked Sendable`: a flag behind a lock.
  private final class Done: @unchecked Sendable {
    private let lock = NSLock()
    private var value = false
    var isSet: Bool { lock.withLock { value } }
    func set() { lock.withLock { value = true } }
  }
}
