import Nemo
import NemoTesting
import NemoTime
import SimulatorService
import Testing

/// What a user does in the world of a library file, what they are told, and a change of the file
/// that its expectations notice.
struct Story: Sendable, CustomTestStringConvertible {
  /// The library file.
  var name: String
  /// One line for each thing that is done.
  var told: [String]
  /// A piece of the file and what stands in its place when the file is spoilt.
  var spoilt: (piece: String, instead: String)
  var body: @Sendable (Teller) async throws -> Void

  init(
    _ name: String, told: [String], spoilt: (piece: String, instead: String),
    _ body: @escaping @Sendable (Teller) async throws -> Void
  ) {
    self.name = name
    self.told = told
    self.spoilt = spoilt
    self.body = body
  }

  var testDescription: String { name }

  /// Plays it in the world of a library file, or of another one.
  func play(_ file: String? = nil) async throws -> (told: [String], unmet: [String]) {
    let files = try Clips.files()
    return try await withTestBackend(.simulator(scenarioFile: file ?? name, files: files)) {
      backend in
      let teller = Teller(try await backend.connection(), files)
      try await body(teller)
      // What is still going on comes to its end.
      try await backend.time.sleep(for: .seconds(3_600))
      return (teller.told, backend.unmetExpectations)
    }
  }

  /// The same with libcurl and a server in between, on one virtual clock.
  func playOverLoopback() async throws -> (told: [String], unmet: [String]) {
    let files = try Clips.files()
    var options = NemoOptions()
    options.files = files
    options.rendering = .synthetic
    let stage = SimulatedStage(seed: nil, file: try ScenarioFile.find(name), options: options)
    return try await VirtualTime.run { time in
      try await stage.run(on: time, OverLoopback()) { ready in
        let teller = Teller(try await ready.connect(), files)
        try await body(teller)
        try await ready.service?.finishPendingWork()
        return (teller.told, ready.service?.unmetExpectations() ?? ["There is no service."])
      }
    }
  }
}
