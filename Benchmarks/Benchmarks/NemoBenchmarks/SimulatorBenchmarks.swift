import Benchmark
import NemoHTTP
import NemoSimulator
import NemoTime
import PlainCurl
import SimulatorService

private let requests = 4_000
private let inFlight = 64
private let path = "/api/credits/balance/simple"
/// A well-formed bearer is a registered account of a simulated world.
private let header = "Authorization: Bearer nmv_usr_" + String(repeating: "b", count: 43)
private let sameBody = Array(#"{"code":0,"data":{"available":100,"frozen":0,"total":100}}"#.utf8)

/// A stateful JSON endpoint of the simulator beside a bare NIO handler with a body of that size.
func simulatorBenchmarks() {
  Benchmark("\(requests) requests, \(inFlight) in flight: simulator") { benchmark async in
    let url = await Servers.shared.url("simulator") {
      let time = RealTime()
      return SimulatedService(world: World(seed: 1, startingAt: time.wall), time: time)
    }
    await measure(benchmark, url)
  }
  Benchmark("\(requests) requests, \(inFlight) in flight: bare NIO handler") { benchmark async in
    let url = await Servers.shared.bareURL(body: sameBody)
    await measure(benchmark, url)
  }
}

private func measure(_ benchmark: Benchmark, _ url: String) async {
  for _ in benchmark.scaledIterations {
    let bytes = await onThread {
      plain_curl_get_parallel(url + path, header, requests, inFlight)
    }
    precondition(bytes >= requests * 20, "the server failed: \(bytes) bytes")
  }
}
