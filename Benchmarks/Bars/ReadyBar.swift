import Foundation
import PlainSockets

/// How long a started `nemo-simulator` takes until it answers. The bar is 50 ms, as the median.
struct ReadyBar {
  private static let milliseconds = 50.0
  private static let runs = 15

  private let path: String

  init(_ arguments: [String]) throws {
    guard let path = arguments.first else {
      throw BarFailure("Bars ready PATH: name a release build of nemo-simulator.")
    }
    self.path = path
  }

  func run() throws {
    let port = UInt16.random(in: 20_000...30_000)
    let request = "GET /__sim/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    var times: [Double] = []
    for _ in 0..<Self.runs { times.append(try measure(port, request) * 1_000) }
    let median = times.median
    print(
      "  from start to the first answer in ms: median \(median.rounded(to: 1)) "
        + "(\((times.min() ?? 0).rounded(to: 1)) to \((times.max() ?? 0).rounded(to: 1))) of "
        + "\(Self.runs); the bar of 50 is \(median < Self.milliseconds ? "met" : "not met")")
  }

  private func measure(_ port: UInt16, _ request: String) throws -> Double {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["--port", "\(port)"]
    process.standardOutput = FileHandle.nullDevice
    let began = monotonicSeconds()
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    while plain_requests(port, request, 1, 1) < 0 {
      usleep(500)
      guard monotonicSeconds() - began < 20 else { throw BarFailure("It never answered.") }
    }
    return monotonicSeconds() - began
  }
}
