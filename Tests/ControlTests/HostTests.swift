import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService
import Testing

/// Many worlds in one process, and how a request finds its own.
@Suite struct HostTests {
  private static let header = HTTPField.Name("X-Nemo-World")!

  @Test func `two worlds know nothing of each other`() async throws {
    try await Stage.run { stage, _ in
      let one = try await stage.guest("a")
      let other = try await stage.guest("b")
      _ = try await one.upload("mine.mp4", "1")
      let (mine, theirs) = (try await one.state(), try await other.state())
      #expect(mine.contains("mine.mp4"))
      #expect(!theirs.contains("mine.mp4"))
      #expect(one.token != other.token && one.session != other.session)
      let kinds = stage.host.worlds.map { "\($0.name.text) \($0.world.journal.count)" }
      #expect(kinds == ["default 0", "a 3", "b 2"])
    }
  }

  @Test func `a path, a header and a token find the same world`() async throws {
    try await Stage.run { stage, _ in
      let byPath = try await stage.guest("a")
      var byHeader = byPath
      (byHeader.prefix, byHeader.headers[Self.header]) = ("", "a")
      var byToken = byPath
      byToken.prefix = ""
      let states = [
        try await byPath.state(), try await byHeader.state(), try await byToken.state(),
      ]
      #expect(Set(states).count == 1)
      #expect(states[0].contains("\"code\":0"))
      #expect(stage.host.worlds.count == 2)
    }
  }

  @Test(arguments: ["path", "header", "token"])
  func `every URL that is handed out finds its world by itself`(how: String) async throws {
    try await Stage.run { stage, _ in
      var guest = try await stage.guest("a")
      if how != "path" { guest.prefix = "" }
      if how == "header" { guest.headers[Self.header] = "a" }
      let answer = try await guest.upload("clip.mp4", "content of it")
      let url = try #require(answer.member("cdn_url"))
      #expect(url.hasPrefix("http://127.0.0.1:1/__w/a/media/"))
      // As a browser would: neither a token nor a header.
      let bare = stage.visitor()
      let file = try await bare.call(.get, String(url.dropFirst("http://127.0.0.1:1".count)))
      #expect(file.text == Visitor.mediaStart + "content of it")
    }
  }

  @Test func `a request that names no world goes to the default one, with plain URLs`()
    async throws
  {
    try await Stage.run { stage, _ in
      let guest = try await stage.guest()
      let answer = try await guest.upload("clip.mp4", "1")
      #expect(answer.member("cdn_url")?.hasPrefix("http://127.0.0.1:1/media/") == true)
      let named = try await stage.visitor("default").call(.get, "/__sim/v1/health")
      #expect(named.member("ok") == "true")
      #expect(stage.host.worlds.map(\.name.text) == ["default"])
    }
  }

  @Test func `a token that nobody issued is the default world's`() async throws {
    try await Stage.run { stage, _ in
      _ = try await stage.guest("a")
      var stranger = stage.visitor()
      stranger.token = "nmv_usr_FromElsewhere0123"
      let balance = try await stranger.call(.get, "/api/credits/balance/simple")
      #expect(balance.member("available") == "1100")
      #expect(stage.host.defaultWorld.world.knows(authorization: "Bearer \(stranger.token)"))
    }
  }

  @Test func `the same host gives a name the same seed, and other names others`() async throws {
    let tokens = try await Stage.run { stage, _ in
      [
        try await stage.guest("a").token, try await stage.guest("b").token,
        try await stage.guest().token,
      ]
    }
    let again = try await Stage.run { stage, _ in try await stage.guest("a").token }
    #expect(Set(tokens).count == 3)
    #expect(tokens[0] == again)
  }

  @Test(arguments: ["", "..", ".hidden", "a%20b", "ä", String(repeating: "x", count: 65)])
  func `what is no name makes no world`(name: String) async throws {
    try await Stage.run { stage, _ in
      let answer = try await stage.visitor().call(.get, "/__w/\(name)/__sim/v1/health")
      #expect(answer.status == 400)
      #expect(answer.member("error") == "bad-world-name")
      #expect(stage.host.worlds.count == 1)
    }
  }

  @Test func `a strict host refuses an unknown world and names the nearest`() async throws {
    try await Stage.run {
      $0.host.createsWorldsOnFirstUse = false
    } _: { stage, _ in
      try stage.host.createWorld(Stage.name("test1"))
      let answer = try await stage.visitor("tset1").call(.get, "/__sim/v1/health")
      #expect(answer.status == 404)
      #expect(
        answer.member("message")
          == "There is no world tset1. The nearest is test1. Create it with POST /__sim/v1/worlds.")
    }
  }

  @Test func `there are no more worlds than the limit says`() async throws {
    try await Stage.run {
      $0.host.worldLimit = 3
    } _: { stage, _ in
      for name in ["a", "b"] { _ = try await stage.visitor(name).call(.get, "/__sim/v1/health") }
      let answer = try await stage.visitor("c").call(.get, "/__sim/v1/health")
      #expect(answer.status == 409)
      #expect(answer.text.contains("There are 3 worlds already. Delete some first."))
      try stage.host.deleteWorld(Stage.name("a"))
      let again = try await stage.visitor("c").call(.get, "/__sim/v1/health")
      #expect(again.status == 200)
    }
  }

  @Test func `a reset world begins as it began, and its streams break off`() async throws {
    try await Stage.run { stage, _ in
      let guest = try await stage.guest("a")
      let stream = try await guest.message("Add a title")
      var frames = stream.body.makeAsyncIterator()
      _ = try await frames.next()
      let world = try stage.world("a")
      stage.host.reset(world)
      let failure = await #expect(throws: TransportFailure.self) {
        while try await frames.next() != nil {}
      }
      #expect(failure?.code == .reset)
      let again = try await stage.guest("a")
      #expect(again.token == guest.token && again.session == guest.session)
    }
  }

  @Test func `renders of one id in two worlds are two files`() async throws {
    try await Stage.run { stage, time in
      var urls: [String] = []
      for name in ["a", "b"] {
        let guest = try await stage.guest(name)
        _ = try await guest.upload("\(name).mp4", name)
        _ = try await guest.say("Add a title")
        _ = try await guest.render("same")
        try await time.sleep(for: .seconds(60))
        let poll = try await guest.poll("same")
        #expect(poll.member("status") == "completed")
        urls.append(poll.member("url") ?? "")
      }
      #expect(
        urls == [
          "http://127.0.0.1:1/__w/a/render-result/same.mp4",
          "http://127.0.0.1:1/__w/b/render-result/same.mp4",
        ])
    }
  }
}
