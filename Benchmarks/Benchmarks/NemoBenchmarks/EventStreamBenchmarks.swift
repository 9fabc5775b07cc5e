import Benchmark
import NemoClient

/// How fast the decoder reads: 4 MiB of typed frames in chunks of 16 KiB.
func eventStreamBenchmarks() {
  let frame = Array(
    "data: {\"type\":\"text\",\"content\":\"Cutting the intro, keeping the demo.\"}\n\n".utf8)
  let megabytes = 4
  let stream = Array(repeatElement(frame, count: (megabytes << 20) / frame.count).joined())
  let chunks = stride(from: 0, to: stream.count, by: 16 << 10).map {
    Array(stream[$0..<min($0 + 16 << 10, stream.count)])
  }
  Benchmark("SSE decode, \(megabytes) MiB a run") { benchmark in
    for _ in benchmark.scaledIterations {
      var decoder = EventStreamDecoder()
      for chunk in chunks { blackHole(decoder.receive(chunk)) }
      blackHole(decoder.finish())
    }
  }
}
