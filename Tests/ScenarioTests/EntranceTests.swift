import Foundation
import Nemo
import NemoSimulator
import SimulatorService
import Testing

/// Ways into the world of a scenario file beside the traits of tests.
@Suite struct EntranceTests {
  private func options(_ file: String, in folder: String? = nil) -> NemoOptions {
    var options = NemoOptions()
    options.scenarioFile = file
    options.stateFolder = folder
    options.pace = .instant
    options.rendering = .synthetic
    return options
  }

  /// What the account of a scenario's world has.
  private func credits(_ options: NemoOptions) async throws -> Int64 {
    try await withNemo(.simulator(), options) { try await $0.credits().available }
  }

  private func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/nemo-\(UUID())"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  @Test func `a program names a scenario of the library`() async throws {
    #expect(try await credits(options("out-of-credits-anonymous")) == 0)
    #expect(try await credits(options("out-of-credits-registered")) == 120)
  }

  @Test func `without a client the world is the same`() async throws {
    let dialect = try await withTransport(.simulator(), options("hostile")) { backend in
      (backend.transport as? SimulatedService)?.world.dialect
    }
    #expect(dialect == .hostile)
  }

  @Test func `a world that is kept belongs to its file, and to its text`() async throws {
    try await withFolder { folder in
      let path = folder + "/mine.yaml"
      let mine = options(path, in: folder)
      try "account: {credits: 70}".write(toFile: path, atomically: true, encoding: .utf8)
      let first = try await withNemo(.simulator(), mine) { nemo in
        let session = try await nemo.newSession(language: "en")
        _ = await session.send("generate a 5 second video of a lake")
        return await session.stored.id
      }
      #expect(try await credits(mine) == 70)
      let again = try await withNemo(.simulator(), mine) { try await $0.lastSession()?.stored.id }
      #expect(again == first)
      #expect(try await credits(options("quick-edit", in: folder)) == 100)
      try "account: {credits: 80}".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try await credits(mine) == 80)
    }
  }

  @Test func `only a simulated world has a scenario`() async {
    let options = options("quick-edit")
    for backend in [Backend.url("http://127.0.0.1:9"), .cassette("quick-edit")] {
      let error = await #expect(throws: StateError.self) {
        try await withNemo(backend, options) { _ in }
      }
      #expect(error?.code == .scenarioOfTheService)
    }
  }

  @Test func `a scenario that is not there says so`() async {
    let error = await #expect(throws: ScenarioFileError.self) {
      try await withNemo(.simulator(), options("quick-edits")) { _ in }
    }
    #expect(error?.nearest == "quick-edit")
  }
}
