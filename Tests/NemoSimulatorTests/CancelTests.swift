import NemoTime
import Testing

@testable import NemoSimulator

/// Endpoint 9 of contract section 5, which only one source has.
struct CancelTests {
  private func submitted() -> Conversation {
    var client = Conversation.open()
    _ = client.upload("demo.mp4", .recording)
    _ = client.say("trim the pauses and add a title")
    _ = client.submit("r1")
    return client
  }

  private func cancel(_ client: inout Conversation, _ id: String = "r1") -> Conversation.Reply {
    client.send("POST", "/api/render/proxy/lambda/\(id)/cancel")
  }

  @Test func `a pending render is cancelled, and stays so when its file comes`() {
    var client = submitted()
    #expect(cancel(&client).json["status"] == "cancelled")
    #expect(cancel(&client).status == 200)
    client.world.artefact(of: "r1", RenderTests.artefact, at: client.now)
    client.wait(seconds: 60)
    #expect(client.get("/api/render/proxy/lambda/r1").json["status"] == "cancelled")
    #expect(client.get("/render-result/r1.mp4").status == 404)
    let ends = client.world.journal.filter { $0.kind == .renderEnded }
    #expect(ends.map(\.detail) == ["r1 cancelled"])
  }

  @Test func `a render that is processing or over is not cancelled`() {
    var client = submitted()
    client.wait(seconds: 3)
    #expect(cancel(&client).status == 409)
    client.world.artefact(of: "r1", RenderTests.artefact, at: client.now)
    client.wait(seconds: 60)
    #expect(cancel(&client).status == 409)
    #expect(client.get("/api/render/proxy/lambda/r1").json["status"] == "completed")
  }

  @Test func `an unknown render is not cancelled, nor is another's`() {
    var client = submitted()
    #expect(cancel(&client, "r2").status == 404)
    client.signIn(client: "client-2")
    #expect(cancel(&client).status == 404)
  }
}
