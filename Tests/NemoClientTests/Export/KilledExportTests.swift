import HTTPTypes
import NemoHTTP
import NemoTime
import Testing

@testable import NemoClient

@Suite struct KilledExportTests {
  private func connection(
    _ time: VirtualTime, _ transport: any HTTPTransport, _ store: any ClientStore,
    _ files: any FileStore
  ) async throws -> Connection {
    var configuration = ClientConfiguration(
      ScriptedBackend(time, [:]), time, store: store, files: files,
      suppliedToken: "nmv_usr_GIVEN")
    configuration.transport = transport
    configuration.entropy = SeededEntropy(seed: UInt64(store.count), stream: "run")
    return try await Connection.open(configuration)
  }

  /// What one kill left, after a resume.
  private struct Aftermath: Sendable {
    /// Whether the export came to its end before the power ended.
    var wasWhole: Bool
    var ends: [RenderEnd]
    var house: RenderHouse
    var store: MemoryClientStore
    var files: MemoryFileStore
  }

  private func killed(
    after operations: Int, _ time: VirtualTime, output existing: [String: [UInt8]] = [:]
  ) async throws -> Aftermath {
    let (house, store) = (RenderHouse(), MemoryClientStore())
    store.save(session: Sample.stored)
    let (files, power) = (MemoryFileStore(existing), Power(operations))
    let dying = try await connection(
      time, DyingTransport(base: house, power: power), DyingStore(base: store, power: power),
      DyingFiles(base: files, power: power))
    let exported = try? await dying.session(Sample.stored).export(to: "out.mp4")
    let wasWhole = exported != nil && !power.isOut

    let next = try await connection(time, house, store, files)
    var ends: [RenderEnd] = []
    for unfinished in try next.unfinishedRenders() {
      #expect(!unfinished.isHeld)
      ends.append(try await next.finish(unfinished.render))
    }
    #expect(try next.unfinishedRenders() == [])
    return Aftermath(wasWhole: wasWhole, ends: ends, house: house, store: store, files: files)
  }

  @Test func `promise 10: killed at any operation, what was submitted is delivered once`()
    async throws
  {
    try await VirtualTime.run { time in
      var outcomes: Set<String> = []
      for operations in 0..<200 {
        let after = try await killed(after: operations, time)
        let moment = Comment("killed after \(operations) operations")
        // Each that the backend has ever got is at its place, and nothing else is.
        let submitted = after.house.submitted
        #expect(submitted.count <= 1, moment)
        #expect(after.files.paths == (submitted.isEmpty ? [] : ["out.mp4"]), moment)
        let delivered = after.store.renders().filter { $0.state == .delivered }
        #expect(delivered.map(\.id) == submitted, moment)
        if !submitted.isEmpty {
          #expect(try after.files.bytes(of: "out.mp4") == ExportTests.movie, moment)
        }
        for end in after.ends { outcomes.insert("\(end)".prefix { $0 != "(" }.description) }
        if after.wasWhole {
          #expect(after.ends.isEmpty)
          // Every way to take one up was there.
          #expect(outcomes == ["notBegun", "delivered", "alreadyDelivered"])
          return
        }
      }
      Issue.record("the export never came to its end")
    }
  }

  @Test func `what stands at the place meanwhile is left alone, and the video stands beside it`()
    async throws
  {
    try await VirtualTime.run { time in
      let (house, store) = (RenderHouse(), MemoryClientStore())
      let files = MemoryFileStore(["folder/out.mp4": [1], "folder/out-2.mp4": [2]])
      house.accept("render_1")
      let render = StoredRender(
        id: "render_1", sessionID: "7", outputPath: "folder/out.mp4", state: .handedOn)
      store.save(render: render)
      let nemo = try await connection(time, house, store, files)
      let end = try await nemo.finish(render)
      #expect(
        end
          == .delivered(
            ExportedFile(path: "folder/out-3.mp4", sizeBytes: 1_000, renderID: "render_1")))
      #expect(try files.bytes(of: "folder/out.mp4") == [1])
      #expect(store.renders().first?.outputPath == "folder/out-3.mp4")
      // A place that is named is the user's own choice.
      store.save(render: render)
      _ = try await nemo.finish(render, to: "folder/out.mp4")
      #expect(try files.bytes(of: "folder/out.mp4") == ExportTests.movie)
    }
  }

  @Test func `two that finish the same render at once deliver it once`() async throws {
    try await VirtualTime.run { time in
      let (house, store, files) = (RenderHouse(), MemoryClientStore(), MemoryFileStore())
      house.accept("render_1")
      let render = StoredRender(
        id: "render_1", sessionID: "7", outputPath: "out.mp4", state: .submitted)
      store.save(render: render)
      let one = try await connection(time, house, store, files)
      let other = try await connection(time, house, store, files)
      async let first = one.finish(render)
      async let second = other.finish(render)
      let ends = try await [first, second]
      #expect(ends.contains(.heldElsewhere))
      #expect(ends.count { if case .delivered = $0 { true } else { false } } == 1)
      #expect(files.paths == ["out.mp4"])
      #expect(house.downloads == 1)
      // Whoever comes too late with an old list finds it done.
      let late = try await other.finish(render)
      #expect(
        late
          == .alreadyDelivered(
            ExportedFile(path: "out.mp4", sizeBytes: 1_000, renderID: "render_1")))
      #expect(house.downloads == 1)
    }
  }

  @Test func `an export that lives is no orphan`() async throws {
    try await VirtualTime.run { time in
      let (house, store, files) = (RenderHouse(), MemoryClientStore(), MemoryFileStore())
      store.save(session: Sample.stored)
      let one = try await connection(time, house, store, files)
      let other = try await connection(time, house, store, files)
      async let exported = one.session(Sample.stored).export(to: "out.mp4")
      try await time.sleep(for: .seconds(10), "the export is under way")
      let unfinished = try other.unfinishedRenders()
      #expect(unfinished.map(\.isHeld) == [true])
      let render = try #require(unfinished.first?.render)
      #expect(try await other.finish(render) == .heldElsewhere)
      let session = other.session(Sample.stored)
      let error = await #expect(throws: NemoError.self) { try await session.resume(render) }
      #expect(error?.code == .stillRendering)
      #expect(try await exported.sizeBytes == 1_000)
      #expect(house.downloads == 1)
    }
  }

  @Test func `a project that is lost leaves the render to be asked for again`() async throws {
    try await VirtualTime.run { time in
      let (house, store, files) = (RenderHouse(), MemoryClientStore(), MemoryFileStore())
      house.hasSession.withLock { $0 = false }
      let render = StoredRender(
        id: "render_gone", sessionID: Sample.stored.id, outputPath: "out.mp4", state: .submitted)
      store.save(session: Sample.stored)
      store.save(render: render)
      let nemo = try await connection(time, house, store, files)
      let error = await #expect(throws: NemoError.self) { try await nemo.finish(render) }
      #expect(error?.code == .sessionLost)
      // Another account may still have it; and no new project takes its place.
      #expect(try nemo.unfinishedRenders().map(\.render.id) == ["render_gone"])
      #expect(try nemo.sessions() == [Sample.stored])
      #expect(files.paths == [])
    }
  }
}

extension ClientStore {
  /// A number that differs from run to run of one test.
  fileprivate var count: Int { ((try? renders().count) ?? 0) * 7 + 1 }
}
