import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService
import Testing

@Suite struct InstantPaceTests {
  @Test func `at pace instant the first poll of a render finds it completed`() async throws {
    let time = JumpingTime(startingAt: VirtualTime.defaultOrigin)
    let folder = try Local.folder("instant")
    var configuration = SimulatorConfiguration()
    configuration.temporaryFolder = folder.path + "/media"
    let fixed = configuration
    try await withSimulatedService(fixed, time: time) { service in
      var caller = Caller(service: service)
      try await caller.signIn()
      try await caller.createSession()
      _ = try await caller.message("Generate a video of the sea").body.collect(upTo: 1 << 20)
      _ = try await caller.render("render_1")
      let poll = try await caller.poll("render_1")
      #expect(poll.status == "completed")
      let file = try await caller.call(.get, "/render-result/render_1.mp4")
      #expect(file.bytes.count == poll.output?.size)
    }
  }

  @Test func `at pace instant the work of a stream that was left is done at the next request`()
    async throws
  {
    let time = JumpingTime(startingAt: VirtualTime.defaultOrigin)
    try await withSimulatedService(SimulatorConfiguration(), time: time) { service in
      var caller = Caller(service: service)
      try await caller.signIn()
      try await caller.createSession()
      _ = try await caller.message("Generate a video of the sea")
      #expect(try await caller.state().text.contains(#""tt":0"#))
    }
  }
}
