import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime
@testable import SimulatorService
import Testing

@Suite struct StateFolderTests {
  private func configuration(_ folder: ScratchFolder) -> SimulatorConfiguration {
    var configuration = SimulatorConfiguration()
    configuration.stateFolder = folder.path + "/state"
    return configuration
  }

  @Test func `a session that one process began goes on in the next, at a later time`() async throws
  {
    let folder = try Local.folder("state")
    let configuration = configuration(folder)
    let (caller, path) = try await VirtualTime.run { time in
      try await withSimulatedService(configuration, time: time) { service in
        var caller = Caller(service: service)
        try await caller.signIn()
        try await caller.createSession()
        let answer = try await caller.upload("a.mp4", StandIn.tiny)
        let files = try Caller.decode(Envelope<Uploads>.self, answer).data.files
        try await time.sleep(for: .seconds(3_600))
        return (caller, String(files[0].cdn_url.dropFirst("http://sim.test".count)))
      }
    }
    // This clock begins before the last one ended: the world's time does not go back.
    try await VirtualTime.run { time in
      try await withSimulatedService(configuration, time: time) { service in
        var again = caller
        again.service = service
        let state = try await again.state()
        #expect(state.text.contains("a.mp4"))
        #expect(service.saved.at - VirtualTime.defaultOrigin >= .seconds(3_600))
        #expect(try await again.call(.get, path).bytes == StandIn.tiny)
      }
    }
  }

  @Test func `a fresh start forgets`() async throws {
    let folder = try Local.folder("fresh")
    var configuration = configuration(folder)
    let first = configuration
    let time = RealTime()
    try await withSimulatedService(first, time: time) { service in
      var caller = Caller(service: service)
      try await caller.signIn()
    }
    configuration.startsFresh = true
    let second = configuration
    try await withSimulatedService(second, time: time) { service in
      #expect(service.world.journal.isEmpty)
    }
  }

  @Test func `one process at a time`() throws {
    let folder = try Local.folder("lock")
    let first = try StateFolder(folder.path)
    let failure = #expect(throws: StateFolderFailure.self) { try StateFolder(folder.path) }
    #expect(failure?.code == .inUse)
    withExtendedLifetime(first) {}
  }

  @Test func `the lock ends with its holder`() throws {
    let folder = try Local.folder("unlock")
    _ = try StateFolder(folder.path)
    #expect(throws: Never.self) { try StateFolder(folder.path) }
  }

  @Test func `a damaged world is an error that says what to do`() throws {
    let folder = try Local.folder("damaged")
    let state = try StateFolder(folder.path)
    try DiskFileStore().appender(to: folder.path + "/world.json").write(Array("{".utf8))
    let failure = #expect(throws: StateFolderFailure.self) { try state.load() }
    #expect(failure?.description.contains("Start it afresh") == true)
  }

  @Test func `a render that was cut off is made by the next process`() async throws {
    struct Interrupted: Renderer {
      func render(_ spec: RenderSpec, in store: any MediaStore) async throws -> Rendering {
        throw CancellationError()
      }
    }
    try await VirtualTime.run { time in
      let media = MemoryMediaStore()
      let first = SimulatedService(
        world: World(seed: 1, startingAt: time.wall), time: time, media: media,
        prober: FixedProber(), renderer: Interrupted())
      var caller = Caller(service: first)
      try await caller.signIn()
      try await caller.createSession()
      _ = try await caller.upload("clip.mp4", [1])
      _ = try await caller.message("Add a title").body.collect(upTo: 1 << 20)
      _ = try await caller.render("render_1")
      #expect(first.saved.renders.map(\.id) == ["render_1"])
      let second = SimulatedService(
        resuming: first.saved, time: time, media: media, prober: FixedProber(),
        renderer: SyntheticRenderer())
      caller.service = second
      let resumed = caller
      try await second.whileRunning {
        try await time.sleep(for: .seconds(60))
        #expect(try await resumed.poll("render_1").status == "completed")
        return ()
      }
    }
  }
}
