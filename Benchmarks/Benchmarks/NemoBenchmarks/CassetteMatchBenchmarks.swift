import Benchmark
import Foundation
import HTTPTypes
import NemoCassette
import NemoHTTP
import NemoTime

private let requests = 10_000
private let backend = "https://backend.invalid"
private let prompt = String(repeating: "cut the intro and keep the demo ", count: 8)

/// What a replayer needs to answer a request, on tapes of three sizes, and to open a large one.
///
/// Every run answers the same number of requests, so its time divided by 10,000 is that of a match:
/// reading the request, finding its exchange, putting the client's ids into the answer.
func cassetteMatchBenchmarks() {
  measure("journeys", of: 100, asking: clientJourney) { journeys100 }
  measure("journeys", of: 10_000, asking: clientJourney) { journeys10k }
  measure("journeys", of: 100_000, asking: clientJourney) { journeys100k }
  measure("reads of one key", of: 100, asking: readState) { reads100 }
  measure("reads of one key", of: 10_000, asking: readState) { reads10k }
  measure("reads of one key", of: 100_000, asking: readState) { reads100k }
  Benchmark("cassette of 10000: match \(requests) requests, journeys read from text") {
    benchmark async in
    let all = (0..<requests).map { clientJourney($0).request }
    for _ in benchmark.scaledIterations {
      let replayer = opened(writtenCassette)
      benchmark.startMeasurement()
      await answer(all, from: replayer)
      benchmark.stopMeasurement()
    }
  }
  Benchmark("cassette of 10000: open the text form") { benchmark in
    let path = writtenCassette
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      blackHole(opened(path))
    }
  }
}

// Made when their benchmark runs.
private let journeys100 = tape(of: 100, asking: recordedJourney)
private let journeys10k = tape(of: 10_000, asking: recordedJourney)
private let journeys100k = tape(of: 100_000, asking: recordedJourney)
private let reads100 = tape(of: 100, asking: readState)
private let reads10k = tape(of: 10_000, asking: readState)
private let reads100k = tape(of: 100_000, asking: readState)

private func measure(
  _ name: String, of count: Int, asking: @escaping @Sendable (Int) -> Asked,
  on recorded: @escaping @Sendable () -> Tape
) {
  // A tape of 100 is played a hundred times, one of 100,000 for its first tenth.
  let played = min(count, requests)
  Benchmark("cassette of \(count): match \(requests) requests, \(name)") { benchmark async in
    let tape = recorded()
    let all = (0..<played).map { asking($0).request }
    for _ in benchmark.scaledIterations {
      let replayers = (0..<(requests / played)).map { _ in
        Replayer(tape, name: "benchmark", time: RealTime())
      }
      benchmark.startMeasurement()
      for replayer in replayers { await answer(all, from: replayer) }
      benchmark.stopMeasurement()
    }
  }
}

private func opened(_ path: String) -> Replayer {
  do {
    return try Replayer(contentsOf: path, time: RealTime())
  } catch {
    fatalError("The cassette cannot be opened: \(error)")
  }
}

private func answer(_ requests: [TransportRequest], from replayer: Replayer) async {
  do {
    for request in requests { blackHole(try await replayer.send(request)) }
  } catch {
    fatalError("The tape has no answer: \(error)")
  }
}

private struct Asked {
  var method: String
  var path: String
  var body = ""

  var request: TransportRequest {
    TransportRequest(
      head: HTTPRequest(
        method: .init(rawValue: method) ?? .get, scheme: "https", authority: "backend.invalid",
        path: path),
      body: HTTPBody(body))
  }
}

private func readState(_ index: Int) -> Asked { Asked(method: "GET", path: "/api/state/me/latest") }

private func recordedJourney(_ index: Int) -> Asked {
  journey(index, render: "render_\(1_700_000_000_000 + index / 10)")
}

/// The client chooses render ids of another length.
private func clientJourney(_ index: Int) -> Asked {
  journey(index, render: "render_of_mine_\(1_000_000 + index / 10)")
}

/// Of ten requests two are messages, three read the state, one submits a render, four poll it.
private func journey(_ index: Int, render: String) -> Asked {
  switch index % 10 {
  case 0, 2:
    Asked(
      method: "POST", path: "/run_sse",
      body: #"{"session_id":"7000000000000000001","new_message":{"parts":[{"text":"\#(prompt) "#
        + "\(index)\"}]}}")
  case 1, 3, 4: Asked(method: "GET", path: "/api/state/nemo_agent/me/7000000000000000001/latest")
  case 5:
    Asked(
      method: "POST", path: "/api/render/proxy/lambda",
      body: #"{"id":"\#(render)","draft":{"tracks":[1,2,3],"note":"\#(prompt)"}}"#)
  default: Asked(method: "GET", path: "/api/render/proxy/lambda/\(render)")
  }
}

private func tape(of count: Int, asking: (Int) -> Asked) -> Tape {
  let header = Tape.Header(
    origin: .handwritten, backend: backend, recorded: .init(sinceEpoch: .zero))
  return Tape(header: header, exchanges: (0..<count).map { exchange($0, asking($0)) })
}

private func exchange(_ index: Int, _ asked: Asked) -> Exchange {
  let text = #"{"code":0,"data":{"id":"render_\#(1_700_000_000_000 + index / 10)","n":\#(index)}}"#
  let answer = Array(text.utf8)
  let headers = [
    HeaderPair("Content-Type", "application/json"),
    HeaderPair("Content-Length", String(answer.count)),
  ]
  return Exchange(
    id: "exchange-\(index + 1)",
    request: .init(
      method: asked.method, url: backend + asked.path, body: .bytes(Array(asked.body.utf8))),
    response: .init(
      status: 200, headers: headers, body: .bytes(answer),
      cuts: [.init(length: answer.count, at: .zero)]),
    end: ExchangeEnd(.closed))
}

/// Written once, below the folder for temporary files.
private let writtenCassette: String = {
  let folder = FileManager.default.temporaryDirectory.path + "/nemo-benchmarks"
  do {
    let cassette = try Cassette(named: "ten-thousand", in: folder)
    try cassette.write(tape(of: 10_000, asking: recordedJourney))
    return cassette.path
  } catch {
    fatalError("The cassette cannot be written: \(error)")
  }
}()
