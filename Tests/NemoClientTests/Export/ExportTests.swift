import HTTPTypes
import NemoHTTP
import NemoTime
import Testing

@testable import NemoClient

@Suite struct ExportTests {
  /// 1,000 bytes.
  static let movie = Sample.movie(mediaBytes: 960)
  static let url = "https://cdn.invalid/r.mp4"
  static let cdn = "GET cdn.invalid/r.mp4"
  static let pending = #"{"success":true,"data":{"status":"pending","progress":5}}"#
  static let processing = #"{"status":"processing","progress":40}"#
  static let completed = #"{"status":"completed","output":{"url":"\#(url)"}}"#

  /// A backend whose polls are answered whatever id the client chose.
  final class Renderer: HTTPTransport {
    let scripted: ScriptedBackend

    init(_ scripted: ScriptedBackend) { self.scripted = scripted }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
      var request = request
      let path = request.head.path ?? ""
      if path.hasPrefix("/api/render/proxy/lambda/") {
        request.head.path = "/api/render/proxy/lambda/ID"
      } else if path.hasSuffix("/download") {
        request.head.path = "/api/render/proxy/ID/download"
      }
      return try await scripted.send(request)
    }
  }

  static let poll = "GET api.invalid/api/render/proxy/lambda/ID"
  static let fallback = "GET api.invalid/api/render/proxy/ID/download"

  /// What a run of an export left behind.
  struct Run: Sendable {
    var result: Result<ExportedFile, any Error>
    var backend: ScriptedBackend
    var files: MemoryFileStore
    var store: MemoryClientStore
    var progress: [ExportProgress]
    var elapsed: Duration

    var error: NemoError? {
      if case .failure(let error) = result { error as? NemoError } else { nil }
    }
  }

  static func run(
    draft: String = Sample.clip, _ routes: [String: [ScriptedBackend.Reply]],
    files: MemoryFileStore = MemoryFileStore(),
    _ body:
      @escaping @Sendable (
        EditingSession, @escaping @Sendable (ExportProgress) -> Void
      ) async throws -> ExportedFile = { try await $0.export(to: "out.mp4", progress: $1) }
  ) async throws -> Run {
    try await VirtualTime.run { time in
      var routes = routes
      routes[Sample.state] = routes[Sample.state] ?? [Sample.state(draft)]
      routes[Sample.submit] = routes[Sample.submit] ?? [.json(pending)]
      let backend = ScriptedBackend(time, routes)
      let store = MemoryClientStore()
      var configuration = ClientConfiguration(
        backend, time, store: store, files: files, suppliedToken: "nmv_usr_GIVEN")
      configuration.transport = Renderer(backend)
      let session = try await Connection.open(configuration).session(Sample.stored)
      let progress = Locked<[ExportProgress]>([])
      let result: Result<ExportedFile, any Error>
      do {
        result = .success(
          try await body(session) { event in progress.withLock { $0.append(event) } })
      } catch {
        result = .failure(error)
      }
      return Run(
        result: result, backend: backend, files: files, store: store,
        progress: progress.withLock { $0 }, elapsed: time.now.sinceOrigin)
    }
  }

  @Test func `a render is submitted, polled every 30 s, downloaded and put in place`()
    async throws
  {
    let run = try await Self.run([
      Self.poll: [.json(Self.processing), .json(Self.completed)],
      Self.cdn: [.file(Self.movie)],
    ])
    let file = try run.result.get()
    #expect(file.path == "out.mp4")
    #expect(file.sizeBytes == 1_000)
    #expect(try run.files.bytes(of: "out.mp4") == Self.movie)
    #expect(run.files.paths == ["out.mp4"])
    #expect(run.backend.seen(Self.poll).map(\.at) == [.seconds(30), .seconds(60)])
    #expect(run.store.renders().map(\.state) == [.delivered])
    #expect(run.progress.contains(.rendering(percent: 40)))
    #expect(run.progress.last == .downloading(receivedBytes: 1_000, totalBytes: nil))
  }

  @Test func `promise 8: the draft is submitted byte for byte as it was read`() async throws {
    let draft = #"{ "t" : [ {"tt":0 ,"sg":[{"s":0,"d":1e4,"x":"\u00e9\/"}]}],"d":10000.0 }"#
    let run = try await Self.run(
      draft: draft, [Self.poll: [.json(Self.completed)], Self.cdn: [.file(Self.movie)]])
    let request = try #require(run.backend.seen(Sample.submit).first)
    let id = try run.result.get().renderID
    // Contract section 12.1.
    #expect(
      request.text
        == #"{"id":"\#(id)","sessionId":"7000000000000000001","draft":\#(draft),"#
        + #""output":{"format":"mp4","quality":"high"}}"#)
    #expect(id.hasPrefix("render_1767225600000_"))
    #expect(request.connection == .fresh)
  }

  @Test func `promise 10: a render is in the store before it is submitted`() async throws {
    try await VirtualTime.run { time in
      let store = MemoryClientStore()
      let atSubmit = Locked<[StoredRender]>([])
      let base = ScriptedBackend(time, [Sample.state: [Sample.state(Sample.clip)]])
      let transport = Watching(base: base) { request in
        guard request.head.path == "/api/render/proxy/lambda" else { return }
        atSubmit.withLock { $0 = store.renders() }
        throw CancellationError()
      }
      var configuration = ClientConfiguration(
        base, time, store: store, suppliedToken: "nmv_usr_GIVEN")
      configuration.transport = transport
      let session = try await Connection.open(configuration).session(Sample.stored)
      await #expect(throws: CancellationError.self) { try await session.export(to: "out.mp4") }
      let render = try #require(atSubmit.withLock { $0.first })
      #expect(render.state == .prepared)
      #expect(render.sessionID == "7000000000000000001")
      #expect(render.outputPath == "out.mp4")
    }
  }

  /// Shows every request before it goes on.
  struct Watching: HTTPTransport {
    var base: ScriptedBackend
    var watch: @Sendable (TransportRequest) throws -> Void

    func send(_ request: TransportRequest) async throws -> TransportResponse {
      try watch(request)
      return try await base.send(request)
    }
  }

  @Test(arguments: ["locked/out.mp4", "", "folder/"])
  func `a place that can't be written is told before anything is submitted`(
    path: String
  ) async throws {
    let run = try await Self.run([:], files: MemoryFileStore(readOnly: ["locked/"])) {
      try await $0.export(to: path, progress: $1)
    }
    #expect(run.error?.code == .outputNotWritable)
    #expect(run.error?.operation == .export)
    #expect(run.error?.description.contains("the backend") == false)
    #expect(run.backend.seen.isEmpty)
    #expect(run.store.renders().isEmpty)
  }

  @Test(arguments: ["{}", #"{"t":[]}"#, #"{"t":[{"tt":0,"sg":[]}]}"#])
  func `an empty timeline is not submitted`(draft: String) async throws {
    let run = try await Self.run(draft: draft, [:])
    #expect(run.error?.code == .nothingToExport)
    #expect(run.backend.seen(Sample.submit).isEmpty)
    #expect(run.files.paths.isEmpty)
  }

  @Test func `promise 4: ten polls, then the render is handed on`() async throws {
    let run = try await Self.run([Self.poll: [.json(Self.processing)]])
    #expect(run.error?.code == .stillRendering)
    #expect(run.backend.seen(Self.poll).count == 10)
    #expect(run.elapsed == .seconds(300))
    #expect(run.store.renders().map(\.state) == [.handedOn])
    #expect(run.files.paths.isEmpty)
  }

  @Test func `promise 4: a failed render is tried once more under another id`() async throws {
    let run = try await Self.run([Self.poll: [.json(#"{"status":"failed"}"#)]])
    #expect(run.error?.code == .renderFailed)
    #expect(run.backend.seen(Sample.submit).count == 2)
    let renders = run.store.renders()
    #expect(renders.map(\.state) == [.failed, .failed])
    #expect(Set(renders.map(\.id)).count == 2)
    #expect(run.progress.filter { $0 == .retrying }.count == 1)
  }

  // Contract section 12.2: the vendor's own tool keeps polling until the URL is there.
  @Test func `completed without a URL is polled on, and fetched through the API in the end`()
    async throws
  {
    let bare = #"{"success":true,"data":{"status":"completed","progress":100}}"#
    let late = try await Self.run([
      Self.poll: [.json(bare), .json(bare), .json(Self.completed)], Self.cdn: [.file(Self.movie)],
    ])
    #expect(try late.result.get().sizeBytes == 1_000)
    #expect(late.backend.seen(Self.poll).map(\.at) == [.seconds(30), .seconds(60), .seconds(90)])
    let never = try await Self.run([Self.poll: [.json(bare)], Self.fallback: [.file(Self.movie)]])
    #expect(try never.result.get().sizeBytes == 1_000)
    #expect(never.backend.seen(Self.poll).count == 10)
    #expect(never.backend.seen(Self.fallback).count == 1)
  }

  @Test func `promise 4: polls that are refused as too many are ten all the same`() async throws {
    let run = try await Self.run([Self.poll: [Sample.error(429, status: 429)]])
    #expect(run.error?.code == .stillRendering)
    #expect(run.backend.seen(Self.poll).map(\.at) == (1...10).map { .seconds(30 * $0) })
    #expect(run.progress.contains(.rateLimited(.seconds(30))))
  }

  @Test func `a render that goes back in its own words goes on`() async throws {
    let run = try await Self.run([
      Self.poll: [
        .json(#"{"status":"processing","progress":80}"#),
        .json(#"{"status":"pending","progress":5}"#),
        .json(#"{"status":"composing","progress":null}"#), .json(#"{"status":7}"#),
        .json("<html>", status: 502), .json(#"{"detail":"There is no such render."}"#, status: 404),
        .json(Self.completed),
      ],
      Self.cdn: [.file(Self.movie)],
    ])
    #expect(try run.result.get().sizeBytes == 1_000)
    #expect(run.backend.seen(Sample.submit).count == 1)
    let told = run.progress.compactMap { progress -> Double? in
      if case .rendering(let percent) = progress { percent } else { nil }
    }
    #expect(told == [80, 80, 80])
  }

  // Contract section 6.2, row 1002.
  @Test(arguments: [Sample.state, Sample.submit])
  func `a session that is lost in an export is replaced, and the loss is told`(
    route: String
  ) async throws {
    let run = try await Self.run([
      route: [Sample.error(1002, status: 404)],
      Sample.createSession: [.json(#"{"code":0,"data":{"session_id":"7000000000000000002"}}"#)],
    ])
    #expect(run.error?.code == .sessionLost)
    #expect(
      run.error?.description == "The backend no longer had this project, so a new one was opened. "
        + "The old one's uploads and timeline are lost. "
        + "Upload the files and ask for the edits again before you export.")
    #expect(run.store.lastSession()?.id == "7000000000000000002")
    #expect(run.files.paths.isEmpty)
  }

  @Test func `402 is told at once and not tried again`() async throws {
    let run = try await Self.run([Sample.submit: [Sample.error(402, status: 402)]])
    #expect(run.error?.code == .exportBlocked)
    #expect(run.backend.seen(Sample.submit).count == 1)
    #expect(run.store.renders().map(\.state) == [.failed])
  }

  @Test func `a submission whose answer was lost is polled for and not repeated`() async throws {
    let run = try await Self.run([
      Sample.submit: [.failure(TransportFailure(.noResponse, sent: .possibly))],
      Self.poll: [.json(Self.completed)], Self.cdn: [.file(Self.movie)],
    ])
    #expect(try run.result.get().sizeBytes == 1_000)
    #expect(run.backend.seen(Sample.submit).count == 1)
  }

  @Test func `a delivered file is no failure when the store can't note it`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.state: [Sample.state(Sample.clip)], Sample.submit: [.json(Self.pending)],
          Self.poll: [.json(Self.completed)], Self.cdn: [.file(Self.movie)],
        ])
      let files = MemoryFileStore()
      let store = ForgetfulStore(base: MemoryClientStore(), refused: .delivered)
      var configuration = ClientConfiguration(
        backend, time, store: store, files: files, suppliedToken: "nmv_usr_GIVEN")
      configuration.transport = Renderer(backend)
      let session = try await Connection.open(configuration).session(Sample.stored)
      let file = try await session.export(to: "out.mp4")
      #expect(file.sizeBytes == 1_000)
      #expect(try files.bytes(of: "out.mp4") == Self.movie)
      #expect(store.base.renders().map(\.state) == [.downloaded])
    }
  }

  /// Fails to save renders in one state.
  struct ForgetfulStore: ClientStore {
    var base: MemoryClientStore
    var refused: StoredRender.State

    func clientID() throws -> String? { base.clientID() }
    func save(clientID: String) throws { base.save(clientID: clientID) }
    func token() throws -> StoredToken? { base.token() }
    func save(token: StoredToken?) throws { base.save(token: token) }
    func lastSession() throws -> StoredSession? { base.lastSession() }
    func save(session: StoredSession) throws { base.save(session: session) }
    func renders() throws -> [StoredRender] { base.renders() }

    func save(render: StoredRender) throws {
      if render.state == refused {
        throw FileFailure(.noSpace, path: "store", operation: "write")
      }
      base.save(render: render)
    }
  }
}
