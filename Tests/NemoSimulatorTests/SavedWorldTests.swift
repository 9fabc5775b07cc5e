import NemoTime
import Testing

@testable import NemoSimulator

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A world is saved between two commands and goes on as if nothing had been.
struct SavedWorldTests {
  private func saved(_ world: World) throws -> World {
    try JSONDecoder().decode(World.self, from: JSONEncoder().encode(world))
  }

  /// A journey that is saved and read back wherever `saves` says so.
  private func journey(saves: Bool) throws -> [UInt8] {
    var client = Conversation.open(seed: 7)
    func pause() throws { if saves { client.world = try saved(client.world) } }
    _ = client.upload("demo.mp4", .recording)
    try pause()
    let (_, id) = client.messageExchange("crop to 9:16, add a title and music")
    client.wait(seconds: 3)
    try pause()
    _ = client.read(id)
    try pause()
    _ = client.say("speed 2x and highlight the clicks")
    _ = client.state()
    _ = client.submit("r1")
    try pause()
    client.wait(seconds: 1)
    #expect(client.requested.map(\.id) == ["r1"])
    client.world.artefact(of: "r1", RenderTests.artefact, at: client.now)
    try pause()
    client.wait(seconds: 40)
    _ = client.get("/api/render/proxy/lambda/r1")
    _ = client.signInReply(client: "another")
    #expect(client.world.checkInvariants() == [])
    return client.transcript
  }

  @Test func `a saved world goes on, byte for byte`() throws {
    #expect(try journey(saves: true) == journey(saves: false))
  }

  @Test func `a world that was saved before its dialect had all of the switches goes on`() throws {
    var client = Conversation.open()
    _ = client.upload("demo.mp4", .recording)
    let (_, id) = client.messageExchange("add a title simulate talkative")
    let encoder = JSONEncoder()
    // Else the order of keys differs from process to process, and the patterns below with it.
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(client.world), as: UTF8.self)
    let dialect = """
      "dialect":{"errors":"mixed","renderBody":"flat","heartbeat":"alternate",\
      "repeatSignIn":"429","duplicateRender":"error","onDisconnect":"continue",\
      "concurrentTurn":"run","sizeCapBytes":524288000,"silentEditPercent":30,\
      "strictTokens":false}
      """
    let older = text.replacing(/"dialect":\{[^}]*\}/, with: dialect)
      .replacing(/"closes":(?:\{[^}]*\}|[^,}]*),/, with: "")
      .replacing(/,"closes":(?:\{[^}]*\}|[^,}]*)/, with: "")
    #expect(!older.contains("closes") && !older.contains("tailNoise"))
    client.world = try JSONDecoder().decode(World.self, from: Data(older.utf8))
    #expect(client.world.dialect == .seed)
    let turn = client.read(id)
    #expect(turn.texts.count == 1)
    #expect(turn.end == .closed)
  }

  @Test func `a world of another format is refused with a sentence`() throws {
    let data = try JSONEncoder().encode(World(seed: 1, startingAt: Conversation.start))
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains("\"format\":1"))
    let later = text.replacing("\"format\":1", with: "\"format\":2")
    #expect {
      try JSONDecoder().decode(World.self, from: Data(later.utf8))
    } throws: { error in
      "\(error)".contains("saved in format 2, not 1")
    }
  }
}
