import CurlTransport
import HTTPTypes
import LoopbackServer
import LoopbackTLS
import NemoHTTP
import NemoTime
import Testing

@Suite(.timeLimit(.minutes(5))) struct TLSTests {
  /// Answers with the method and the request's body, and counts.
  private struct Echo: HTTPTransport {
    let count = Locked(0)

    func send(_ request: TransportRequest) async throws -> TransportResponse {
      count.withLock { $0 += 1 }
      let body = try await request.body.collect(upTo: 1 << 20)
      return TransportResponse(
        head: HTTPResponse(status: .ok),
        body: HTTPBody(Array(request.head.method.rawValue.utf8) + body))
    }
  }

  /// What a POST over TLS ends in, where the client trusts that file, and how often it ran.
  private func post(
    trusting caFile: (TestCertificates) -> String?
  ) async throws -> (Result<String, any Error>, runs: Int) {
    let certificates = try #require(TestCertificates())
    let tls = LoopbackTLS(
      certificatePath: certificates.server, keyPath: certificates.serverKey)
    let echo = Echo()
    let client = CurlTransport(.init(proxy: .none, caFile: caFile(certificates)))
    return try await LoopbackServer.run(echo, on: tls.options()) { server in
      // Else the server waits for an idle connection to take its leave.
      defer { client.shutdown() }
      let request = TransportRequest(
        head: HTTPRequest(
          method: .post, scheme: "https", authority: "127.0.0.1:\(server.port)", path: "/"),
        body: HTTPBody(" it"), connection: .fresh)
      do {
        return (.success(try await client.text(request).1), echo.count.withLock { $0 })
      } catch {
        return (.failure(error), echo.count.withLock { $0 })
      }
    }
  }

  @Test func `a server that the CA file vouches for is trusted`() async throws {
    let (result, runs) = try await post { $0.authority }
    #expect(try result.get() == "POST it")
    #expect(runs == 1)
  }

  @Test func `a server of another authority is insecure and gets nothing`() async throws {
    let (result, runs) = try await post { $0.otherAuthority }
    let failure = #expect(throws: TransportFailure.self) { try result.get() }
    #expect(failure?.code == .insecure)
    #expect(failure?.sent == .nothing)
    #expect(failure?.detail.contains("certificate") == true)
    #expect(runs == 0)
  }

  @Test func `a server that the machine does not know is insecure and gets nothing`() async throws {
    let (result, runs) = try await post { _ in nil }
    let failure = #expect(throws: TransportFailure.self) { try result.get() }
    #expect(failure?.code == .insecure)
    #expect(failure?.sent == .nothing)
    #expect(runs == 0)
  }

  @Test func `a CA file that is not there is insecure and sends nothing`() async throws {
    let (result, runs) = try await post { $0.folder + "/missing.pem" }
    let failure = #expect(throws: TransportFailure.self) { try result.get() }
    #expect(failure?.code == .insecure)
    #expect(failure?.sent == .nothing)
    #expect(runs == 0)
  }
}
