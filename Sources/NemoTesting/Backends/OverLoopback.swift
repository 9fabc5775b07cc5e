import CurlTransport
import LoopbackServer
import Nemo
package import NemoHTTP
package import NemoTime
package import SimulatorService

/// Over a socket: libcurl on one end, the service on the other, one virtual clock for both.
package struct OverLoopback: Reach {
  package init() {}

  package func run<Result: Sendable>(
    _ service: SimulatedService, _ time: any TimeSource,
    _ body: @escaping @Sendable (any HTTPTransport, String) async throws -> Result
  ) async throws -> Result {
    let traffic = WireTraffic(time: time)
    return try await LoopbackServer.run(service, on: .init(traffic: traffic)) { server in
      let curl = CurlTransport(.init(proxy: .none), traffic: traffic, time: time)
      defer { curl.shutdown() }
      return try await body(curl, server.url)
    }
  }
}
