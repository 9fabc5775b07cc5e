#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import HTTPTypes
import LoopbackServer
import LoopbackTLS
import NemoHTTP
import RawSockets
import Testing

/// The same wire inside TLS, seen by `curl`; the certificate is made by `openssl` for the test.
@Suite(.timeLimit(.minutes(5))) struct TLSTests {
  private struct Command: Error {}

  private func run(_ command: String) async throws -> String {
    try await onThread {
      guard let pipe = popen(command, "r") else { throw Command() }
      defer { pclose(pipe) }
      var output: [UInt8] = []
      while case let byte = fgetc(pipe), byte != EOF {
        output.append(UInt8(truncatingIfNeeded: byte))
      }
      return String(decoding: output, as: UTF8.self)
    }
  }

  private func withCertificate(
    _ body: (LoopbackTLS) async throws -> Void
  ) async throws {
    let folder = try await run("printf %s \"$(mktemp -d)\"")
    _ = try await run(
      "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -days 1 "
        + "-addext subjectAltName=DNS:localhost,IP:127.0.0.1 "
        + "-keyout \(folder)/key.pem -out \(folder)/cert.pem 2>/dev/null")
    let tls = LoopbackTLS(
      certificatePath: "\(folder)/cert.pem", keyPath: "\(folder)/key.pem")
    do {
      try await body(tls)
    } catch {
      _ = try await run("rm -r \(folder)")
      throw error
    }
    _ = try await run("rm -r \(folder)")
  }

  @Test func `two requests share one TLS connection`() async throws {
    try await withCertificate { tls in
      let transport = Fake { .text("\($0.head.scheme ?? "") \($0.head.path ?? "");") }
      try await LoopbackServer.run(transport, on: tls.options()) { server in
        #expect(server.url == "https://127.0.0.1:\(server.port)")
        let output = try await run(
          "curl -s --noproxy '*' --cacert \(tls.certificatePath) -w '%{num_connects} ' "
            + "\(server.url)/a \(server.url)/b")
        #expect(output == "https /a;1 https /b;0 ")
      }
    }
  }

  /// curl's exit codes: 52 empty reply, 56 reset, 18 partial (platform: libcurl).
  @Test(arguments: [
    (TransportFailure.Code.noResponse, false, "52"), (.reset, false, "56"),
    (.short, true, "18"), (.reset, true, "56"),
  ])
  func `failures look to curl as they do without TLS`(
    _ code: TransportFailure.Code, _ isInside: Bool, _ exitCode: String
  ) async throws {
    try await withCertificate { tls in
      let transport = Fake { _ in
        guard isInside else { throw TransportFailure(code, sent: .possibly) }
        return .stream { index in
          guard index == 0 else { throw TransportFailure(code, sent: .complete) }
          return .text("part")
        }
      }
      try await LoopbackServer.run(transport, on: tls.options()) { server in
        let output = try await run(
          "curl -s -N --noproxy '*' --cacert \(tls.certificatePath) \(server.url)/; "
            + "printf ' %s' $?")
        #expect(output == (isInside ? "part " : " ") + exitCode)
      }
    }
  }
}
