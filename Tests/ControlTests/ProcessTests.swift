import CurlTransport
import Foundation
import HTTPTypes
import NemoCassette
import NemoHTTP
import NemoTime
import SimulatorProcess
import SimulatorService
import Testing

/// The process with both of its ports.
@Suite(.serialized) struct ProcessTests {
  private struct Located: Decodable {
    var pid: Int32
    var url: String
    var control_url: String
  }

  /// Runs the process until `body` has asked its control to end it.
  private func whileRunning(
    samePort: Bool, _ body: @escaping @Sendable (Located, CurlTransport) async throws -> Void
  ) async throws {
    let folder = try temporaryFolder("process")
    let locator = folder.path + "/simulator.json"
    var options = SimulatorProcess.Options()
    options.port = 0
    options.pace = .instant
    options.hasControlOnSamePort = samePort
    options.locatorFile = locator
    options.configuration.temporaryFolder = folder.path + "/work"
    let chosen = options
    let (greetings, greeting) = AsyncStream<String>.makeStream()
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask {
        defer { greeting.finish() }
        let unmet = try await SimulatorProcess.run(chosen) { greeting.yield($0) }
        #expect(unmet == [])
      }
      for await line in greetings where line == "Ctrl-C ends it." { break }
      let located = try JSONDecoder().decode(
        Located.self, from: Data(DiskFileStore().bytes(of: locator)))
      let curl = CurlTransport(time: RealTime())
      defer { curl.shutdown() }
      try await body(located, curl)
      let answer = try await Self.ask(curl, .post, located.control_url + "/__sim/v1/shutdown")
      #expect(answer.status == 202)
    }
    #expect(!DiskFileStore().exists(locator))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  private static func ask(
    _ transport: CurlTransport, _ method: HTTPRequest.Method, _ url: String,
    _ fields: HTTPFields = [:], _ body: String = ""
  ) async throws -> Visitor.Answer {
    let rest = url.dropFirst("http://".count)
    let authority = rest.prefix { $0 != "/" }
    let head = HTTPRequest(
      method: method, scheme: "http", authority: String(authority),
      path: String(rest.dropFirst(authority.count)), headerFields: fields)
    let request = TransportRequest(head: head, body: HTTPBody(body))
    return try await Visitor.read(try await transport.send(request))
  }

  @Test func `the locator says where both listen, and goes with them`() async throws {
    try await whileRunning(samePort: false) { located, curl in
      #expect(located.pid == ProcessInfo.processInfo.processIdentifier)
      #expect(located.url != located.control_url)
      let made = try await Self.ask(
        curl, .post, located.url + "/__w/a/api/auth/anonymous-token",
        [HTTPField.Name("X-Client-Id")!: "c"])
      #expect(made.status == 200)
      let list = try await Self.ask(curl, .get, located.control_url + "/__sim/v1/worlds")
      #expect(list.text.contains(#""name":"a""#))
      let notHere = try await Self.ask(curl, .get, located.url + "/__sim/v1/worlds")
      #expect(notHere.status == 404)
      let rebound = try await Self.ask(
        curl, .get, located.control_url + "/__sim/v1/worlds", [.origin: "http://evil.example"])
      #expect(rebound.status == 403)
    }
  }

  @Test func `one port for both, where that is wanted`() async throws {
    try await whileRunning(samePort: true) { located, curl in
      #expect(located.url == located.control_url)
      let list = try await Self.ask(curl, .get, located.url + "/__sim/v1/worlds")
      #expect(list.status == 200)
      let world = try await Self.ask(curl, .get, located.url + "/__w/b/__sim/v1/health")
      #expect(world.status == 200)
    }
  }

  @Test func `an advance hands over through a socket what was due in memory`() async throws {
    try await whileRunning(samePort: true) { located, curl in
      let control = located.url + "/__sim/v1/worlds"
      _ = try await Self.ask(curl, .post, control, [:], #"{"name":"a","frozen":true}"#)
      var guest = Visitor(
        transport: curl, authority: String(located.url.dropFirst("http://".count)),
        prefix: "/__w/a")
      try await guest.begin()
      _ = try await guest.upload("clip.mp4", "1")
      let response = try await guest.message("trim to 4 seconds and add a title")
      try await withThrowingTaskGroup(of: String.self) { group in
        group.addTask { try await Visitor.read(response).text }
        let moved = try await Self.ask(curl, .post, control + "/a/clock/run-until-idle")
        #expect(moved.member("idle") == "true")
        #expect(moved.text.contains("\"stalled\":[]"))
        let text = try await group.next() ?? ""
        #expect(text.contains("data: "))
      }
      let journal = try await Self.ask(curl, .get, control + "/a/journal?kind=run-finished")
      #expect(journal.text.contains("run-finished"))
    }
  }

  @Test func `a recorded world is exported as a cassette that plays`() async throws {
    try await whileRunning(samePort: true) { located, curl in
      let world = located.url + "/__sim/v1/worlds/a"
      var guest = Visitor(
        transport: curl, authority: String(located.url.dropFirst("http://".count)),
        prefix: "/__w/a")
      _ = try await guest.call(.get, "/__sim/v1/health")
      let early = try await Self.ask(curl, .post, world + "/export")
      #expect(early.status == 409)
      let began = try await Self.ask(curl, .post, world + "/record")
      #expect(began.status == 201)
      let twice = try await Self.ask(curl, .post, world + "/record")
      #expect(twice.status == 409)
      try await guest.begin()
      let said = try await guest.say("hello simulate talkative")
      let files = Archive.files(try await Self.bytes(curl, world + "/export"))
      #expect(
        files.map(\.path) == [
          "a.cassette/.gitattributes", "a.cassette/tape.jsonl", "a.cassette/timing.jsonl",
        ])
      let folder = try temporaryFolder("cassette")
      try FileManager.default.createDirectory(
        atPath: folder.path + "/a.cassette", withIntermediateDirectories: true)
      for file in files {
        try DiskFileStore().appender(to: "\(folder.path)/\(file.path)").write(file.bytes)
      }
      let tape = try Cassette(path: folder.path + "/a.cassette").load()
      #expect(tape.header.backend == located.url + "/__w/a")
      #expect(tape.exchanges.count == 3)
      let visitor = guest
      let replayed = try await VirtualTime.run { time in
        var again = visitor
        again.transport = Replayer(tape, name: "a", time: time)
        again.token = ""
        try await again.begin()
        return try await again.say("hello simulate talkative")
      }
      #expect(replayed == said)
    }
  }

  private static func bytes(_ transport: CurlTransport, _ url: String) async throws -> [UInt8] {
    let rest = url.dropFirst("http://".count)
    let authority = rest.prefix { $0 != "/" }
    let head = HTTPRequest(
      method: .post, scheme: "http", authority: String(authority),
      path: String(rest.dropFirst(authority.count)))
    let answer = try await transport.send(TransportRequest(head: head))
    #expect(answer.head.headerFields[.contentType] == "application/x-tar")
    return try await answer.body.collect(upTo: 16 << 20)
  }

  @Test func `a locator of another simulator is left alone`() throws {
    let folder = try temporaryFolder("locator")
    let path = folder.path + "/simulator.json"
    let first = try LocatorFile(at: path, process: 1, url: "http://a", controlURL: "http://b")
    let second = try LocatorFile(at: path, process: 2, url: "http://c", controlURL: "http://d")
    first.remove()
    let text = String(decoding: try DiskFileStore().bytes(of: path), as: UTF8.self)
    #expect(
      text == "{\"control_url\":\"http://d\",\"pid\":2,\"url\":\"http://c\",\"version\":\"1\"}\n")
    second.remove()
    #expect(!DiskFileStore().exists(path))
  }
}
