import Benchmark
import Foundation
import HTTPTypes
import NemoCassette
import NemoHTTP
import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

private let chunks = 2_000
private let frame = Array(
  "data: {\"type\":\"text\",\"content\":\"Cutting the intro, keeping the demo.\"}\n\n".utf8)
private let latency = BenchmarkMetric.custom("from arrival to client (ns)", useScalingFactor: false)
private let memory = BenchmarkMetric.custom("peak memory growth (KB)", useScalingFactor: false)

/// What a recorder costs: exchanges recorded and sealed, the delay of a stream, the memory for a
/// large body. The transport behind it answers from memory.
func cassetteRecordBenchmarks() {
  for count in [1_000, 10_000] {
    Benchmark("record \(count) exchanges") { benchmark async in
      for _ in benchmark.scaledIterations {
        let recorder = newRecorder(over: Journeys())
        benchmark.startMeasurement()
        await ask(recorder, count)
        seal(recorder, exchanges: count)
        benchmark.stopMeasurement()
      }
    }
  }
  measureStream("without a recorder") { $0 }
  measureStream("with a recorder") { newRecorder(over: $0) }
  measureLargeBody("kept", keepingBytes: 1 << 30)
  measureLargeBody("omitted", keepingBytes: 1 << 20)
}

private func newRecorder(
  over base: any HTTPTransport, keepingBytes: Int = 1 << 20
) -> Recorder {
  let path = FileManager.default.temporaryDirectory.path + "/nemo-benchmarks/recorded.cassette"
  try? FileManager.default.removeItem(atPath: path)
  do {
    return try Recorder(
      wrapping: base, into: path, origin: .handwritten, backend: "https://backend.invalid",
      time: RealTime(), limits: RecordingLimits(storedBodyBytes: keepingBytes))
  } catch {
    fatalError("The recording cannot begin: \(error)")
  }
}

private func seal(_ recorder: Recorder, exchanges count: Int) {
  do {
    let tape = try recorder.finish()
    precondition(tape.exchanges.count == count, "recorded \(tape.exchanges.count) exchanges")
  } catch {
    fatalError("The recording cannot be sealed: \(error)")
  }
}

// MARK: Exchanges

/// Of ten requests one is a message that is answered by a stream of four chunks, the others poll.
private func ask(_ transport: some HTTPTransport, _ count: Int) async {
  for index in 0..<count {
    let isMessage = index % 10 == 0
    let head = HTTPRequest(
      method: isMessage ? .post : .get, scheme: "https", authority: "backend.invalid",
      path: isMessage ? "/run_sse" : "/api/state/nemo_agent/me/7000000000000000001/latest",
      headerFields: [
        .authorization: "Bearer nmv_usr_" + String(repeating: "b", count: 43),
        .contentType: "application/json",
      ])
    let body =
      isMessage
      ? HTTPBody(#"{"new_message":{"parts":[{"text":"cut the intro, \#(index)"}]}}"#) : .empty
    await read(transport, TransportRequest(head: head, body: body))
  }
}

@discardableResult
private func read(_ transport: some HTTPTransport, _ request: TransportRequest) async -> Int {
  do {
    var count = 0
    for try await chunk in try await transport.send(request).body { count += chunk.bytes.count }
    return count
  } catch {
    fatalError("The benchmark's request failed: \(error)")
  }
}

/// Answers messages with a stream, everything else with JSON.
private struct Journeys: HTTPTransport {
  private static let state = Array(
    #"{"code":0,"data":{"draft":{"tracks":[1,2,3]},"session_id":"7000000000000000001"}}"#.utf8)

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let sent = try await request.body.collect(upTo: 1 << 20)
    guard !sent.isEmpty else {
      return TransportResponse(
        head: HTTPResponse(status: .ok, headerFields: [.contentType: "application/json"]),
        body: HTTPBody(Self.state))
    }
    return Frames.response(4) {}
  }
}

// MARK: A stream

private enum Frames {
  /// So many chunks, with a wait before each; stamped when they are there.
  static func response(
    _ count: Int, _ wait: @escaping @Sendable () async throws -> Void
  ) -> TransportResponse {
    let rest = Counter(count)
    return TransportResponse(
      head: HTTPResponse(status: .ok, headerFields: [.contentType: "text/event-stream"]),
      body: HTTPBody(
        length: nil,
        once: {
          guard rest.countDown() else { return nil }
          try await wait()
          return BodyChunk(frame, at: RealTime().now)
        }))
  }
}

/// Sends a chunk a millisecond.
private struct SlowStream: HTTPTransport {
  func send(_ request: TransportRequest) async throws -> TransportResponse {
    Frames.response(chunks) { try await Task.sleep(for: .milliseconds(1)) }
  }
}

private func measureStream(
  _ name: String, _ wrap: @escaping @Sendable (SlowStream) -> any HTTPTransport
) {
  Benchmark(
    "stream of \(chunks) events, \(name)",
    configuration: .init(metrics: [latency], warmupIterations: 0, maxIterations: 1)
  ) { benchmark async in
    let transport = wrap(SlowStream())
    do {
      let response = try await transport.send(TransportRequest(head: largeFile))
      for try await chunk in response.body {
        guard let arrival = chunk.deliveries.first?.at else { continue }
        let delay = arrival.duration(to: RealTime().now)
        benchmark.measurement(latency, Int(delay / .nanoseconds(1)))
      }
    } catch {
      fatalError("The benchmark's stream failed: \(error)")
    }
  }
}

// MARK: A large body

private let largeFile = HTTPRequest(
  method: .get, scheme: "https", authority: "backend.invalid", path: "/final.mp4")
private let megabytes = 500
private let piece = (0..<(64 << 10)).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }

private func measureLargeBody(_ name: String, keepingBytes: Int) {
  Benchmark(
    "record a body of \(megabytes) MB, \(name)",
    configuration: .init(
      metrics: [.wallClock, memory, .peakMemoryResident], warmupIterations: 0, maxIterations: 1)
  ) { benchmark async in
    let count = megabytes * 1_000_000 / piece.count
    let recorder = newRecorder(
      over: LargeBody(chunk: piece, count: count), keepingBytes: keepingBytes)
    let before = peakKilobytes()
    benchmark.startMeasurement()
    let bytes = await read(recorder, TransportRequest(head: largeFile))
    seal(recorder, exchanges: 1)
    benchmark.stopMeasurement()
    precondition(bytes == count * piece.count, "got \(bytes) bytes")
    benchmark.measurement(memory, peakKilobytes() - before)
  }
}

/// The largest resident set of this process so far. A benchmark has a process of its own.
private func peakKilobytes() -> Int {
  var usage = rusage()
  #if os(Linux)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss)
  #else
    getrusage(RUSAGE_SELF, &usage)
    return Int(usage.ru_maxrss) / 1_024
  #endif
}
