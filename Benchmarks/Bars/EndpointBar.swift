import LoopbackServer
import NemoHTTP
import NemoSimulator
import NemoTime
import PlainCurl
import PlainSockets
import SimulatorService

/// A stateful JSON endpoint beside a bare NIO handler that writes a body of the same size, in
/// turns. The bar is 0.8 of the bare handler's rate, as the median of five pairs.
///
/// Two clients: libcurl's multi loop, as an application has it; and plain sockets that cost the
/// machine as little as a client can, so that the rate is the servers' own.
struct EndpointBar {
  private static let bar = 0.8
  private static let inFlight = 64
  private static let path = "/api/credits/balance/simple"
  /// A well-formed bearer is a registered account of a simulated world.
  private static let token = "nmv_usr_" + String(repeating: "b", count: 43)

  private let pairs: Int
  private let count: Int

  init(_ arguments: [String]) {
    pairs = arguments.first.flatMap(Int.init) ?? 5
    count = arguments.dropFirst().first.flatMap(Int.init) ?? 20_000
  }

  func run() async throws {
    let time = RealTime()
    let service = SimulatedService(world: World(seed: 1, startingAt: time.wall), time: time)
    try await LoopbackServer.run(service) { server in
      let body = Array(#"{"code":0,"data":{"available":1100,"frozen":0,"total":1100}}"#.utf8)
      let bare = try BareServer.start(body: body)
      for client in Client.allCases {
        try await compare(client, simulator: server.port, bare: bare)
      }
    }
  }

  private func compare(_ client: Client, simulator: Int, bare: Int) async throws {
    var runs: [(simulator: Run, bare: Run)] = []
    for pair in 0...pairs {
      let one = try await measure(client, simulator)
      let other = try await measure(client, bare)
      // The first is for warming up.
      if pair > 0 { runs.append((one, other)) }
    }
    let ratios = runs.map { $0.simulator.rate / $0.bare.rate }
    print("\(client.rawValue), \(Self.inFlight) in flight, \(pairs) pairs of \(count) requests:")
    print("  simulator     " + summary(runs.map(\.simulator)))
    print("  bare handler  " + summary(runs.map(\.bare)))
    let costs = runs.map { $0.bare.serverMicroseconds / $0.simulator.serverMicroseconds }
    print("  ratio of processor time, bare to simulator: median \(costs.median.rounded(to: 2))")
    print(
      "  ratio of rates: median \(ratios.median.rounded(to: 2))"
        + " (\((ratios.min() ?? 0).rounded(to: 2)) to \((ratios.max() ?? 0).rounded(to: 2)));"
        + " the bar of \(Self.bar) is \(ratios.median >= Self.bar ? "met" : "not met")")
  }

  private func summary(_ runs: [Run]) -> String {
    "\(Int(runs.map(\.rate).median)) requests/s, "
      + "\(runs.map(\.serverMicroseconds).median.rounded(to: 1)) µs of processor time each, "
      + "\(runs.map(\.answerBytes).median.rounded(to: 1)) bytes received for each"
  }

  /// One run: its rate, and what the process used for a request without the client's thread.
  private struct Run {
    var rate: Double
    var serverMicroseconds: Double
    /// What the client counts: bodies for libcurl, all of the answers for plain sockets.
    var answerBytes: Double
  }

  private func measure(_ client: Client, _ port: Int) async throws -> Run {
    let used = ProcessUse.processorSeconds
    let count = count
    let (bytes, seconds, clientUse) = await onThread {
      let began = monotonicSeconds()
      let before = plain_thread_seconds()
      let bytes = client.run(port, count)
      return (bytes, monotonicSeconds() - began, plain_thread_seconds() - before)
    }
    guard bytes >= count * 20 else { throw BarFailure("The server failed: \(bytes) bytes.") }
    let server = ProcessUse.processorSeconds - used - clientUse
    return Run(
      rate: Double(count) / seconds, serverMicroseconds: server * 1e6 / Double(count),
      answerBytes: Double(bytes) / Double(count))
  }

  private enum Client: String, CaseIterable, Sendable {
    case curl = "libcurl"
    case sockets = "plain sockets"

    func run(_ port: Int, _ count: Int) -> Int {
      let authorization = "Authorization: Bearer \(token)"
      switch self {
      case .curl:
        return Int(
          plain_curl_get_parallel(
            "http://127.0.0.1:\(port)\(path)", authorization, count, inFlight))
      case .sockets:
        let request =
          "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAccept: */*\r\n"
          + "\(authorization)\r\n\r\n"
        return Int(plain_requests(UInt16(port), request, count, inFlight))
      }
    }
  }
}
