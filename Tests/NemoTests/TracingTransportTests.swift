import HTTPTypes
import NemoHTTP
import NemoTime
import Testing

@testable import Nemo

@Suite struct TracingTransportTests {
  @Test func `promise 3: a trace shows no query, no token and no header`() async throws {
    struct Refusing: HTTPTransport {
      func send(_ request: TransportRequest) async throws -> TransportResponse {
        TransportResponse(head: HTTPResponse(status: .unauthorized), body: .empty)
      }
    }
    let lines = Locked<[String]>([])
    let transport = TracingTransport(base: Refusing(), time: RealTime()) { line in
      lines.withLock { $0.append(line) }
    }
    var head = HTTPRequest(
      method: .get, scheme: "http", authority: "localhost",
      path: "/a/nmv_usr_SECRET/b?token=nmv_usr_SECRET")
    head.headerFields[.authorization] = "Bearer nmv_usr_SECRET"
    _ = try await transport.send(TransportRequest(head: head))
    let line = try #require(lines.withLock { $0.first })
    #expect(line.hasPrefix("GET /a/…/b → 401"))
    #expect(!line.contains("SECRET"))
  }
}
