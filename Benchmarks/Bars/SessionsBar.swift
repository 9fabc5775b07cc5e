import Foundation
import NemoClient
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService

/// Whole simulated sessions in virtual time and memory: sign-in, session, upload, edit, state,
/// export, poll, download. The bar is 1,000 of them in a second.
struct SessionsBar {
  private static let bar = 1_000.0
  private static let runs = 5

  private let count: Int

  init(_ arguments: [String]) {
    count = arguments.first.flatMap(Int.init) ?? 500
  }

  func run() async throws {
    for (name, body) in [
      ("client and simulator, one world", oneWorld), ("client and simulator, a world each", worlds),
    ] {
      var rates: [Double] = []
      var costs: [Double] = []
      for run in 0...Self.runs {
        let began = monotonicSeconds()
        let used = ProcessUse.processorSeconds
        try await body()
        guard run > 0 else { continue }
        rates.append(Double(count) / (monotonicSeconds() - began))
        costs.append((ProcessUse.processorSeconds - used) * 1e6 / Double(count))
      }
      print(
        "  \(name): \(rates.median.rounded(to: 0)) sessions/s "
          + "(\((rates.min() ?? 0).rounded(to: 0)) to \((rates.max() ?? 0).rounded(to: 0))), "
          + "\(costs.median.rounded(to: 0)) µs of processor time each; the bar of 1000 is "
          + (rates.median >= Self.bar ? "met" : "not met"))
    }
  }

  private func oneWorld() async throws {
    let count = count
    try await VirtualTime.run { time in
      let service = Self.service(time)
      for number in 0..<count { try await Self.session(number, service, time) }
    }
  }

  private func worlds() async throws {
    for number in 0..<count {
      try await VirtualTime.run { time in
        try await Self.session(number, Self.service(time), time)
      }
    }
  }

  private static func service(_ time: VirtualTime) -> SimulatedService {
    SimulatedService(
      world: World(seed: 1, startingAt: time.wall), time: time, prober: FixedProber())
  }

  private static func session(
    _ number: Int, _ service: SimulatedService, _ time: VirtualTime
  ) async throws {
    let movie = [0, 0, 0, 24] + Array("ftypisom".utf8) + Array(repeating: 7, count: 988)
    let connection = try await Connection.open(
      ClientConfiguration(
        baseURL: "http://sim.test", transport: service, time: time,
        entropy: SeededEntropy(seed: UInt64(number) + 1),
        files: MemoryFileStore(["clip.mp4": movie]), store: MemoryClientStore()))
    let session = try await connection.newSession()
    _ = try await session.upload("clip.mp4")
    let outcome = await session.send("crop to 16:9 and add a title \"Tips\"")
    guard outcome.isSuccess else { throw BarFailure("The edit failed: \(outcome)") }
    let file = try await session.export(to: "out.mp4")
    guard file.sizeBytes > 0 else { throw BarFailure("An empty export.") }
  }
}

/// Finds the same video in every file, as a probe of a real one would.
private struct FixedProber: MediaProber {
  func probe(_ reference: MediaReference, in store: any MediaStore) async -> MediaProbe? {
    MediaProbe(
      kind: .video, durationSeconds: 16, width: 1_280, height: 720, framesPerSecond: 30,
      hasAudio: true, leadingPauseSeconds: 1, trailingPauseSeconds: 2)
  }
}
