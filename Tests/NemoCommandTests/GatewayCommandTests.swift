import ArgumentParser
import NemoCassette
import Testing

@testable import NemoCommand

@Suite struct GatewayCommandTests {
  @Test func `the upstream of a recording is an address, or production by its name`() throws {
    let local = try CassetteRecordCommand.backend("http://127.0.0.1:8787/")
    #expect(CassetteRecordCommand.address(of: local) == "http://127.0.0.1:8787")
    let service = try CassetteRecordCommand.backend("production")
    #expect(CassetteRecordCommand.address(of: service) == "https://mega-api-prod.nemovideo.ai")
  }

  @Test(arguments: [
    ("simulator", "needs an address"), ("simulator:7", "needs an address"),
    ("cassette:tour", "can't be recorded"), ("nonsense", "is no backend"),
    ("https://mega-api-prod.nemovideo.ai", "say --upstream production"),
    ("http://me@127.0.0.1", "no user name"),
  ])
  func `anything else is refused with what to write instead`(upstream: String, words: String) {
    #expect {
      try CassetteRecordCommand.backend(upstream)
    } throws: { error in
      (error as? ValidationError)?.message.contains(words) == true
    }
  }

  @Test func `both commands are parsed with their defaults`() throws {
    let record = try CassetteRecordCommand.parse(
      ["--upstream", "http://127.0.0.1:1", "--name", "tour", "--origin", "adk"])
    #expect(record.port == 0)
    #expect(record.deck.cassettes == "Cassettes")
    #expect(record.origin == .adk)
    #expect(throws: (any Error).self) {
      try CassetteRecordCommand.parse(
        ["--upstream", "http://127.0.0.1:1", "--name", "tour", "--port", "65536"])
    }
    let play = try CassettePlayCommand.parse([
      "tour", "--pace", "2.5", "--strict", "--rechunk", "7",
    ])
    #expect(play.pace.value == .times(2.5))
    #expect(play.strict)
    #expect(play.rechunk == 7)
    #expect(try CassettePlayCommand.parse(["tour"]).pace.value == .instant)
    #expect(try CassettePlayCommand.parse(["tour", "--pace", "recorded"]).pace.value == .recorded)
  }

  @Test(arguments: ["0", "-1", "fast", "inf", "nan", ""])
  func `a pace that is no factor is refused`(pace: String) {
    #expect(PlayPace(argument: pace) == nil)
  }

  @Test func `every origin that can be named is one of a tape's`() {
    let origins: [Tape.Origin] = [.live, .local, .simulator, .adk, .handwritten]
    #expect(RecordedOrigin.allCases.map(\.rawValue) == origins.map(\.rawValue))
  }

  @Test func `the greeting says how to point a client at it`() {
    let server = GatewayServer(
      title: "Playing tour, offline", upstream: "https://api.test/v1", port: 0, facts: ["a fact"],
      ending: "Ctrl-C ends it.", isJSON: false, console: Console(environment: [:]))
    #expect(
      server.greeting("http://127.0.0.1:4321/v1") == [
        "Playing tour, offline: http://127.0.0.1:4321/v1", "  a fact", "Point a client at it:",
        "  NEMO_API_URL=http://127.0.0.1:4321/v1 nemo credits", "Ctrl-C ends it.",
      ])
  }
}
