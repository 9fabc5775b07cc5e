import NemoTime
import Testing

@testable import NemoCassette

/// Ids follow from what is asked.
struct ExchangeIDTests {
  private static func key(_ beginning: String) -> String {
    beginning + String(repeating: "0", count: 32 - beginning.count)
  }

  @Test func `repeats are counted, and another key with the same digits gets more of them`() {
    var ids = ExchangeIDs(taken: ["run_sse-7c1d.2"])
    func next(_ beginning: String, _ path: String = "/run_sse") -> String {
      ids.next(method: "POST", path: path, key: Self.key(beginning))
    }
    #expect(next("7c1d") == "run_sse-7c1d")
    #expect(next("7c1d9") == "run_sse-7c1d9")
    #expect(next("7c1d") == "run_sse-7c1d.3")
    #expect(next("7c1d9") == "run_sse-7c1d9.2")
    #expect(next("7c1d8", "/api/state/x") == "state-7c1d")
    #expect(next("7c1d91") == "run_sse-7c1d91")
  }

  @Test(arguments: [
    ("POST", "/api/auth/anonymous-token", "sign_in"), ("POST", "/api/auth/claim-token", "claim"),
    ("POST", "/api/tasks/me/with-session/x", "session"), ("GET", "/api/render/proxy/a", "poll"),
    ("POST", "/api/render/proxy/lambda", "render"),
    ("POST", "/api/render/proxy/a/cancel", "cancel"),
    ("GET", "/api/render/proxy/a/download", "download"), ("GET", "/media/1/x.mp4", "download"),
    ("GET", "/things/42", "things"), ("GET", "/", "request"), ("GET", "/4/2", "request"),
  ])
  func `the sort is what is asked for`(method: String, path: String, sort: String) {
    var ids = ExchangeIDs()
    #expect(ids.next(method: method, path: path, key: Self.key("0123")) == sort + "-0123")
  }

  @Test func `an exchange that is put between others leaves their ids alone`() throws {
    let tape = TapeIndexTests.tape(renders: 2)
    var longer = tape
    var added = tape.exchanges[0]
    added.request.body = .bytes(Array("{\"n\":99}".utf8))
    longer.exchanges.insert(added, at: 3)
    for index in longer.exchanges.indices { longer.exchanges[index].id = "" }
    longer.fillIDs()
    longer.exchanges.remove(at: 3)
    #expect(longer.exchanges.map { $0.id } == tape.exchanges.map { $0.id })
  }
}
