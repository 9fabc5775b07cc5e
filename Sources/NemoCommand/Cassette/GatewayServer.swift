import ArgumentParser
import LoopbackServer
import Nemo
import NemoCassette
import NemoHTTP
import SimulatorProcess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Serves a gateway on loopback until the process is interrupted, and says where it is.
struct GatewayServer {
  /// What the first line calls it.
  let title: String
  /// The backend's base URL.
  let upstream: String
  let port: Int
  /// Lines under the first one.
  let facts: [String]
  /// What Ctrl-C does, as a sentence.
  let ending: String
  let isJSON: Bool
  let console: Console

  /// - Throws: `ServerFailure` when the port is taken.
  func run(_ transport: any HTTPTransport) async throws {
    let interruption = Interruption()
    var options = LoopbackServer.Options()
    options.port = port
    try await LoopbackServer.serve(transport, on: options) { server in
      announce(Gateway.clientURL(at: server.url, for: upstream))
      interruption.whenItComes { server.shutDown() }
    }
  }

  private func announce(_ url: String) {
    for line in greeting(url) { console.say(line) }
    guard isJSON else { return }
    console.print(json: .object(["url": .string(url), "pid": .number(Int(getpid()))]))
  }

  func greeting(_ url: String) -> [String] {
    ["\(title): \(url)"] + facts.map { "  " + $0 }
      + ["Point a client at it:", "  NEMO_API_URL=\(url) nemo credits", ending]
  }

  /// Checks a port as the option gave it.
  static func validate(port: Int) throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("A port is a number from 0 to 65535.")
    }
  }
}
