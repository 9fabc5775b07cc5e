import NemoClient
import NemoHTTP
import NemoTime
import Testing

@Suite struct SessionNameTests {
  private func session(_ id: String) -> StoredSession {
    StoredSession(
      id: id, taskID: nil, name: "project", createdAt: WallTime(millisecondsSinceEpoch: 0))
  }

  private var sessions: [StoredSession] { ["7001", "7002", "71", "7"].map(session) }

  @Test(arguments: [
    ("LAST", "7001"), ("last", "7001"), (" LAST ", "7001"), ("7002", "7002"), ("71", "71"),
    // The whole of one id, and the beginning of others.
    ("7", "7"),
  ])
  func `LAST, an id and the beginning of one id name a session`(name: String, id: String) throws {
    #expect(try SessionName(name).choose(among: sessions).id == id)
  }

  @Test(arguments: [
    ("70", SessionNameError.Code.ambiguous, 2), ("8", .unknown, 0), ("", .unknown, 0),
    ("7001x", .unknown, 0),
  ])
  func `another name is told with what to do`(
    name: String, code: SessionNameError.Code, count: Int
  ) {
    let error = #expect(throws: SessionNameError.self) {
      try SessionName(name).choose(among: sessions)
    }
    #expect(error?.code == code)
    #expect(error?.count == count)
  }

  @Test func `without a session no name helps`() {
    let error = #expect(throws: SessionNameError.self) {
      try SessionName("LAST").choose(among: [])
    }
    #expect(error?.code == .noSession)
    #expect(error?.sentence(in: .chinese) == "这个后端还没有会话。请先上传文件。")
  }

  @Test func `a session that is used becomes the last one, with the name of its first file`()
    async throws
  {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.upload: [.json(Sample.uploaded)]])
      let store = MemoryClientStore()
      store.save(session: Sample.stored)
      store.save(session: session("7000000000000000002"))
      let connection = try await Connection.open(
        ClientConfiguration(
          backend, time, store: store, files: MemoryFileStore(["a.mp4": [1]]),
          suppliedToken: "nmv_usr_GIVEN"))
      #expect(try connection.sessions().map(\.id) == ["7000000000000000002", Sample.stored.id])
      _ = try await connection.session(named: Sample.stored.id).upload("a.mp4")
      let last = try #require(try connection.sessions().first)
      #expect(last.id == Sample.stored.id)
      #expect(last.firstFile == "a.mp4")
      #expect(last.lastUsedAt == time.wall)
    }
  }
}
