import Benchmark
import CurlTransport
import HTTPTypes
import NemoHTTP
import PlainCurl

private let inFlight = 64
private let requests = 1_920
private let chunks = 1_024
private let smallBody = Array(repeatElement(UInt8(ascii: "a"), count: 1_024))
private let largeChunk = Array(repeatElement(UInt8(ascii: "b"), count: 64 << 10))

/// `CurlTransport` beside libcurl by itself, on the same server.
func transportBenchmarks() {
  Benchmark("\(requests) GETs of 1 KiB, \(inFlight) in flight: CurlTransport") { benchmark async in
    let url = await small()
    let transport = CurlTransport()
    for _ in benchmark.scaledIterations { await getAll(url, transport) }
    transport.shutdown()
  }
  Benchmark("\(requests) GETs of 1 KiB, \(inFlight) in flight: plain libcurl") { benchmark async in
    let url = await small()
    for _ in benchmark.scaledIterations {
      let bytes = await onThread { plain_curl_get_parallel(url, nil, requests, inFlight) }
      precondition(bytes == requests * smallBody.count, "plain libcurl got \(bytes) bytes")
    }
  }
  Benchmark("download of 64 MiB: CurlTransport") { benchmark async in
    let url = await large()
    let transport = CurlTransport()
    for _ in benchmark.scaledIterations {
      let bytes = await get(url, transport)
      precondition(bytes == chunks * largeChunk.count, "got \(bytes) bytes")
    }
    transport.shutdown()
  }
  Benchmark("download of 64 MiB: plain libcurl") { benchmark async in
    let url = await large()
    for _ in benchmark.scaledIterations {
      let bytes = await onThread { plain_curl_get(url, nil, 1) }
      precondition(bytes == chunks * largeChunk.count, "plain libcurl got \(bytes) bytes")
    }
  }
}

private func small() async -> String {
  await Servers.shared.url("small") { FixedBody(bytes: smallBody) }
}

private func large() async -> String {
  await Servers.shared.url("large") { LargeBody(chunk: largeChunk, count: chunks) }
}

private func getAll(_ url: String, _ transport: CurlTransport) async {
  await withTaskGroup(of: Void.self) { group in
    for _ in 0..<inFlight {
      group.addTask {
        for _ in 0..<(requests / inFlight) { _ = await get(url, transport) }
      }
    }
  }
}

private func get(_ url: String, _ transport: CurlTransport) async -> Int {
  let authority = String(url.dropFirst("http://".count))
  let head = HTTPRequest(method: .get, scheme: "http", authority: authority, path: "/")
  do {
    var count = 0
    for try await chunk in try await transport.send(TransportRequest(head: head)).body {
      count += chunk.bytes.count
    }
    return count
  } catch {
    fatalError("The benchmark's request failed: \(error)")
  }
}
