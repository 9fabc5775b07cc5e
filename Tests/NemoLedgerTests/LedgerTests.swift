import Foundation
import NemoClient
import NemoLedger
import NemoTime
import Testing

@Suite final class LedgerTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("nemo-ledger-\(UUID())").path
  private var path: String { folder + "/ledger.sqlite" }

  init() throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private let token = StoredToken(
    value: "nmv_usr_SIMULATED", userID: "anon_1",
    expiresAt: WallTime(millisecondsSinceEpoch: 1_900_000_000_123), isAnonymous: true)

  @Test func `what was saved is there after the file is opened again`() throws {
    let session = StoredSession(
      id: "7000000000000000001", taskID: nil, name: "project", language: "zh",
      createdAt: WallTime(millisecondsSinceEpoch: 5),
      lastUsedAt: WallTime(millisecondsSinceEpoch: 6), firstFile: "a \"b\".mp4")
    do {
      let store = try Ledger(path: path).store(for: "http://one")
      try store.save(clientID: "c-1")
      try store.save(token: token)
      try store.save(session: session)
    }
    let store = try Ledger(path: path).store(for: "http://one")
    #expect(try store.clientID() == "c-1")
    #expect(try store.token() == token)
    #expect(try store.lastSession() == session)
    try store.save(token: nil)
    #expect(try store.token() == nil)
  }

  @Test func `one backend never sees another's token`() throws {
    let ledger = try Ledger(path: path)
    try ledger.store(for: "simulator").save(token: token)
    #expect(try ledger.store(for: "production").token() == nil)
    try ledger.store(for: "production").save(clientID: "c-2")
    try ledger.forget("simulator")
    #expect(try ledger.store(for: "simulator").token() == nil)
    #expect(try ledger.store(for: "production").clientID() == "c-2")
  }

  @Test func `the session that was saved last is the last, however often it was saved before`()
    throws
  {
    let store = try Ledger(path: path).store(for: "b")
    func session(_ id: String) -> StoredSession {
      StoredSession(
        id: id, taskID: "task", name: "n", createdAt: WallTime(millisecondsSinceEpoch: 0))
    }
    for id in ["1", "2", "1"] { try store.save(session: session(id)) }
    #expect(try store.lastSession()?.id == "1")
    #expect(try store.sessions().map(\.id) == ["1", "2"])
    #expect(try Ledger(path: path).store(for: "other").sessions().isEmpty)
  }

  @Test func `a render keeps its place while its state changes`() throws {
    let store = try Ledger(path: path).store(for: "b")
    var first = StoredRender(id: "render_1", sessionID: "7", outputPath: "/out.mp4")
    try store.save(render: first)
    try store.save(render: StoredRender(id: "render_2", sessionID: "7", outputPath: nil))
    first.state = .delivered
    first.submittedAt = WallTime(millisecondsSinceEpoch: 9)
    first.url = "https://cdn.invalid/1.mp4"
    first.partPath = "/out.mp4.nemo-1.part"
    first.sizeBytes = 3_000_000_000
    try store.save(render: first)
    #expect(try store.renders().map(\.id) == ["render_1", "render_2"])
    #expect(try store.renders().first == first)
  }

  @Test func `the token of an account stands beside the anonymous one and goes first`() throws {
    let store = try Ledger(path: path).store(for: "b")
    let account = StoredToken(
      value: "nmv_usr_ACCOUNT", userID: nil, expiresAt: nil, isAnonymous: false)
    try store.save(token: account)
    try store.save(token: token)
    #expect(try store.tokens() == [account, token])
    #expect(try store.token() == account)
    try store.forgetAccountToken()
    #expect(try store.tokens() == [token])
    try store.save(token: account)
    try store.save(token: nil)
    #expect(try store.tokens() == [])
  }

  @Test func `the file is readable by its owner alone`() throws {
    _ = try Ledger(path: path)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `a ledger that can't be opened says where it is and what to do`() {
    let error = #expect(throws: LedgerError.self) {
      try Ledger(path: folder + "/none/ledger.sqlite")
    }
    #expect(error?.code == .unusable)
    #expect(error?.description.contains("/none/ledger.sqlite") == true)
  }
}
