import Foundation
import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoTime
import PlainSockets

/// Many open event streams with an event a second each. The bars: the 99th percentile of lateness
/// below 20 ms, and less than 10 kB of the server's memory for a stream.
///
/// The readers are another process. An event says when it was due; it is late by the time from
/// then to its arrival there. What is measured is the server and the clock: the streams are made
/// by a transport that keeps nothing but its next time.
struct StreamsBar {
  private static let lateMilliseconds = 20.0
  private static let streamBytes = 10_000
  private static let seconds = 20

  private let count: Int

  init(_ arguments: [String]) {
    count = arguments.first.flatMap(Int.init) ?? 10_000
  }

  func run() async throws {
    plain_raise_file_limit()
    let count = count
    var options = LoopbackServer.Options()
    options.maximumConnections = count + 100
    try await LoopbackServer.run(Ticks(time: RealTime()), on: options) { server in
      // What a process has before its first stream is not the streams'.
      _ = try await client(server.port, 50, seconds: 1)
      let before = ProcessUse.residentBytes ?? 0
      let used = ProcessUse.processorSeconds
      let began = monotonicSeconds()
      let peak = Peak()
      async let told = client(server.port, count, seconds: Self.seconds)
      while monotonicSeconds() - began < Double(Self.seconds) {
        try await Task.sleep(for: .milliseconds(200))
        peak.note(ProcessUse.residentBytes ?? 0)
      }
      let text = try await told
      print(text, terminator: "")
      let share = (ProcessUse.processorSeconds - used) / (monotonicSeconds() - began)
      let bytes = (peak.bytes - before) / count
      print(
        "  server: \(bytes) bytes a stream, \((share * 100).rounded(to: 0)) % of one core; "
          + "the bar of \(Self.streamBytes) is \(bytes < Self.streamBytes ? "met" : "not met")")
    }
  }

  /// Runs the readers and returns what they tell.
  private func client(_ port: Int, _ count: Int, seconds: Int) async throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["stream-client", "\(port)", "\(count)", "\(seconds)"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    return await onThread {
      String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
  }

  private final class Peak {
    private(set) var bytes = 0
    func note(_ now: Int) { bytes = max(bytes, now) }
  }
}

/// Answers with a stream that has an event a second, each with the time at which it was due.
private struct Ticks: HTTPTransport {
  let time: RealTime

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let ticker = Ticker(time)
    return TransportResponse(
      head: HTTPResponse(status: .ok, headerFields: [.contentType: "text/event-stream"]),
      body: HTTPBody(length: nil) { try await ticker.next() })
  }
}

/// It has no state that changes: whatever a stream costs here is in the figure.
private struct Ticker {
  private let time: RealTime
  private let start: Instant
  private let wallAtZero: WallTime

  init(_ time: RealTime) {
    self.time = time
    start = time.now
    wallAtZero = time.wall + (.zero - start.sinceOrigin)
  }

  func next() async throws -> BodyChunk? {
    let due = nextDue
    try await time.sleep(until: due, "a tick")
    return event(due)
  }

  private var nextDue: Instant {
    start.advanced(by: .seconds(start.duration(to: time.now).components.seconds + 1))
  }

  private func event(_ due: Instant) -> BodyChunk {
    let parts = (wallAtZero + due.sinceOrigin).sinceEpoch.components
    let microseconds = parts.attoseconds / 1_000_000_000_000
    let digits = String(1_000_000 + microseconds).dropFirst()
    return BodyChunk(
      Array("data: {\"type\":\"heartbeat\",\"timestamp\":\(parts.seconds).\(digits)}\n\n".utf8))
  }
}

/// The readers, in a process of their own.
struct StreamClient {
  private let port: UInt16
  private let count: Int
  private let seconds: Double

  init(_ arguments: [String]) throws {
    guard arguments.count == 3, let port = UInt16(arguments[0]), let count = Int(arguments[1]),
      let seconds = Double(arguments[2])
    else { throw BarFailure("stream-client PORT COUNT SECONDS") }
    self.port = port
    self.count = count
    self.seconds = seconds
  }

  func run() throws {
    plain_raise_file_limit()
    let capacity = Int(Double(count) * (seconds + 2))
    var lateness = [Double](repeating: 0, count: capacity)
    var broken = 0
    var opening = 0.0
    let events = plain_streams(
      port, "GET /stream?", " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", count, seconds, &lateness,
      capacity, &broken, &opening)
    guard events >= 0 else { throw BarFailure("The streams could not be opened.") }
    tell(Array(lateness.prefix(min(capacity, Int(events)))), broken, opening)
  }

  private func tell(_ lateness: [Double], _ broken: Int, _ opening: Double) {
    let milliseconds = lateness.map { $0 * 1_000 }.sorted()
    let quantiles = [0.5, 0.9, 0.99, 1].map { milliseconds.quantile($0).rounded(to: 2) }
    let rate = Double(milliseconds.count) / seconds / Double(count)
    print(
      "  \(count) streams, opened in \(opening.rounded(to: 1)) s, "
        + "\(rate.rounded(to: 3)) events a second each, \(broken) broken")
    print(
      "  lateness in ms: p50 \(quantiles[0]), p90 \(quantiles[1]), p99 \(quantiles[2]),"
        + " longest \(quantiles[3]); the bar of 20 is "
        + (milliseconds.quantile(0.99) < 20 ? "met" : "not met"))
  }
}
