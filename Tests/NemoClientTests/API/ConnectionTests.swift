import NemoClient
import NemoHTTP
import NemoTime
import Testing

@Suite struct ConnectionTests {
  @Test func `promise 10: the renders of earlier runs are found, without a request`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [:])
      let store = MemoryClientStore()
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, store: store, suppliedToken: "nmv_usr_GIVEN"))
      #expect(try connection.renders() == [])
      let renders = ["render_1_ab", "render_2_cd"].map {
        StoredRender(id: $0, sessionID: Sample.stored.id, outputPath: "out.mp4")
      }
      for render in renders { store.save(render: render) }
      #expect(try connection.renders() == renders)
      #expect(backend.seen.isEmpty)
    }
  }
}
