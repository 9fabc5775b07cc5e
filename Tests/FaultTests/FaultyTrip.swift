import Foundation
import Nemo
import NemoClient
import NemoHTTP
import NemoSimulator
import NemoTesting
import NemoTime
import SimulatorService

/// A quick edit with faults in its way: sign-in, session, upload, edit, timeline, credits, export.
struct FaultyTrip: Sendable {
  static let seed: UInt64 = 4
  static let instruction = "trim the first 2 seconds and add a title \"Lumen notes\""

  /// What the agent says to that, where nothing keeps it from the user.
  static let texts = [
    "Trimmed from 3s to 1s. Added the title \"Lumen notes\" (0-1s). Your clip is ready."
  ]

  var faults: [PlannedFault]
  var dialect = Dialect.seed

  /// What its user got out of it.
  struct Outcome: Sendable, Hashable {
    /// One line for each step that was tried: `upload ok`, `edit text`, `export timed-out`.
    var told: [String] = []
    /// What the agent said, as the user got to read it.
    var texts: [String] = []
    /// How long the edit took, in virtual seconds.
    var editSeconds = 0.0
    /// Everything that was said, for looking for secrets.
    var sentences: [String] = []
    /// The files that are there at the end, beside the clip.
    var files: [String] = []
    /// The size of the video in bytes; nil without one.
    var videoBytes: Int?
    /// How many messages the backend accepted.
    var runs = 0
    var fired: [Int] = []
    /// What in the world contradicts itself.
    var broken: [String] = []
    /// Tokens that were in use, which nobody may ever read.
    var secrets: [String] = []
  }

  enum Way: String, Sendable, CaseIterable { case inMemory, onTheWire }

  func run(_ way: Way) async throws -> Outcome {
    var scenario = Scenario()
    scenario.silence = .never
    scenario.faults = faults
    let files = MemoryFileStore(["clip.mp4": try Self.clip()])
    var options = NemoOptions()
    options.files = files
    options.rendering = .synthetic
    let stage = SimulatedStage(
      seed: Self.seed, dialect: dialect, scenario: scenario, options: options)
    let log = Locked(Outcome())
    return try await VirtualTime.run { time in
      let body: @Sendable (ReadyBackend) async throws -> Outcome = { ready in
        await Traveller(log: log, files: files, time: time).go(ready)
        var outcome = log.withLock { $0 }
        if let service = ready.service {
          // What still goes on must come to its end, whatever became of the client.
          try await service.finishPendingWork()
          outcome.look(at: service.world)
        }
        outcome.files = files.paths.filter { $0 != "clip.mp4" }
        outcome.videoBytes = try? files.size(of: "out.mp4")
        return outcome
      }
      return switch way {
      case .inMemory: try await stage.run(on: time, InMemory(), body)
      case .onTheWire: try await stage.run(on: time, OverLoopback(), body)
      }
    }
  }

  static func clip() throws -> [UInt8] {
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return Array(
      try Data(contentsOf: package.appendingPathComponent("Simulator/Samples/stand-in.mp4")))
  }
}

extension FaultyTrip.Outcome {
  fileprivate mutating func look(at world: World) {
    runs = world.acceptedRuns()
    fired = world.faultReports.map(\.fired)
    broken = world.checkInvariants()
  }

  fileprivate mutating func hear(_ event: TurnEvent) {
    if case .said(let text) = event { texts.append(text) }
    sentences.append("\(event)")
  }

  /// The steps that went other than they do without a fault, in one line; empty for none.
  var summary: String {
    let usual = [
      "sign-in ok", "session ok", "upload ok", "edit text", "timeline ok", "credits ok",
      "export ok",
    ]
    return told.filter { !usual.contains($0) }.joined(separator: ", ")
  }
}

/// Goes through the steps and writes down what it is told.
private struct Traveller {
  let log: Locked<FaultyTrip.Outcome>
  let files: MemoryFileStore
  let time: any TimeSource

  func go(_ ready: ReadyBackend) async {
    guard let nemo = await step("sign-in", { try await ready.connect() }) else { return }
    guard let session = await step("session", { try await nemo.newSession() }) else { return }
    guard await step("upload", { try await session.upload("clip.mp4") }) != nil else { return }
    await edit(session)
    _ = await step("timeline") { try await session.timeline() }
    _ = await step("credits") { try await nemo.credits() }
    _ = await step("export") { try await session.export(to: "out.mp4") }
  }

  private func step<Result>(_ name: String, _ body: () async throws -> Result) async -> Result? {
    do {
      let result = try await body()
      log.withLock { $0.told.append("\(name) ok") }
      return result
    } catch {
      let code = (error as? NemoError)?.code.rawValue ?? "\(type(of: error))"
      log.withLock {
        $0.told.append("\(name) \(code)")
        $0.sentences.append("\(error)")
      }
      return nil
    }
  }

  private func edit(_ session: EditingSession) async {
    let log = log
    let start = time.now
    let outcome = await session.send(FaultyTrip.instruction) { event in
      log.withLock { $0.hear(event) }
    }
    let took = start.duration(to: time.now) / .seconds(1)
    log.withLock {
      $0.sentences.append("\(outcome)")
      $0.editSeconds = took
    }
    let word =
      switch outcome {
      case .text: "text"
      case .changed: "changed"
      case .nothingChanged: "nothing-changed"
      case .failed(let error): error.code.rawValue
      }
    log.withLock { $0.told.append("edit \(word)") }
  }
}
