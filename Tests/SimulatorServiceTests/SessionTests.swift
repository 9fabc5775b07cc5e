import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService
import Testing

@Suite struct SessionTests {
  private static let clip = Array("not really a clip".utf8)

  /// A signed-in caller with a session and one uploaded file, in a world of its own.
  private func caller(
    _ time: VirtualTime, seed: UInt64 = 1, renderer: any Renderer = SyntheticRenderer()
  ) async throws -> Caller {
    let service = SimulatedService(
      world: World(seed: seed, startingAt: time.wall), time: time, prober: FixedProber(),
      renderer: renderer)
    var caller = Caller(service: service)
    try await caller.signIn()
    try await caller.createSession()
    let answer = try await caller.upload("clip.mp4", Self.clip)
    let files = try Caller.decode(Envelope<Uploads>.self, answer).data.files
    #expect(files.map(\.filename) == ["clip.mp4"])
    #expect(files.first?.duration == 16)
    return caller
  }

  @Test func `a session from sign-in to download takes simulated minutes and no real ones`()
    async throws
  {
    try await VirtualTime.run { time in
      let caller = try await caller(time)
      try await caller.service.whileRunning {
        var instants: [Instant] = []
        var text = ""
        for try await chunk in try await caller.message("Add a title 'Tips'").body {
          instants.append(time.now)
          #expect(chunk.deliveries.first?.at == time.now)
          text += String(decoding: chunk.bytes, as: UTF8.self)
        }
        #expect(instants.count > 2)
        #expect(Set(instants).count > 2, "frames come at different times")
        #expect(text.hasPrefix("data:"))
        #expect(time.now.sinceOrigin > .seconds(5), "an edit takes 10 to 30 s, section 16.3")

        let submitted = try await caller.render("render_1")
        #expect(submitted.text.contains(#""status":"pending""#))
        try await time.sleep(for: .seconds(1))
        #expect(try await caller.poll("render_1").status == "pending")
        try await time.sleep(for: .seconds(5))
        #expect(try await caller.poll("render_1").status == "processing")
        try await time.sleep(for: .seconds(60))
        let poll = try await caller.poll("render_1")
        #expect(poll.status == "completed")
        #expect(poll.output?.url == "http://sim.test/render-result/render_1.mp4")

        let file = try await caller.call(.get, "/render-result/render_1.mp4")
        #expect(file.bytes.count == poll.output?.size)
        #expect(file.bytes[4..<8].elementsEqual("ftyp".utf8))
        return ()
      }
      #expect(caller.service.world.checkInvariants() == [])
    }
  }

  @Test func `without run a render is made before its submission is answered`() async throws {
    try await VirtualTime.run { time in
      let caller = try await caller(time)
      _ = try await caller.message("Add a title 'Tips'").body.collect(upTo: 1 << 20)
      _ = try await caller.render("render_1")
      #expect(caller.service.saved.renders == [])
      try await time.sleep(for: .seconds(60))
      #expect(try await caller.poll("render_1").status == "completed")
    }
  }

  @Test func `a renderer that fails gives a failed job that says why`() async throws {
    struct Broken: Renderer {
      func render(_ spec: RenderSpec, in store: any MediaStore) async throws -> Rendering {
        throw RenderFailure("The encoder is out of order.")
      }
    }
    try await VirtualTime.run { time in
      let caller = try await caller(time, renderer: Broken())
      _ = try await caller.message("Add a title 'Tips'").body.collect(upTo: 1 << 20)
      _ = try await caller.render("render_1")
      try await time.sleep(for: .seconds(60))
      let poll = try await caller.poll("render_1")
      #expect(poll.status == "failed")
      #expect(poll.error == "The encoder is out of order.")
    }
  }

  @Test func `the clock stands still while a renderer works`() async throws {
    /// Works on another thread than the run's, for longer than a virtual jump takes.
    struct Slow: Renderer {
      func render(_ spec: RenderSpec, in store: any MediaStore) async throws -> Rendering {
        try await RealTime().sleep(for: .milliseconds(20))
        return try await SyntheticRenderer().render(spec, in: store)
      }
    }
    try await VirtualTime.run { time in
      let caller = try await caller(time, renderer: Slow())
      _ = try await caller.message("Add a title 'Tips'").body.collect(upTo: 1 << 20)
      try await caller.service.whileRunning {
        _ = try await caller.render("render_1")
        #expect(try await caller.poll("render_1").status == "pending")
        try await time.sleep(for: .seconds(45))
        #expect(try await caller.poll("render_1").status == "completed")
        return ()
      }
    }
  }

  @Test func `who leaves in the middle of a stream finds the work done`() async throws {
    try await VirtualTime.run { time in
      let caller = try await caller(time)
      do {
        let response = try await caller.message("Add a title 'Tips'")
        var frames = response.body.makeAsyncIterator()
        _ = try await frames.next()
      }
      let notes = caller.service.world.journal.map(\.detail)
      #expect(notes.contains("a client left a stream"))
      #expect(!(try await caller.state().text.contains(#""tt":7"#)))
      try await time.sleep(for: .seconds(60))
      #expect(try await caller.state().text.contains(#""tt":7"#))
      #expect(caller.service.world.acceptedRuns(session: caller.session) == 1)
      #expect(caller.service.saved.openExchanges == [])
    }
  }

  @Test func `a cancelled reader has left`() async throws {
    try await VirtualTime.run { time in
      let caller = try await caller(time)
      let response = try await caller.message("Add a title 'Tips'")
      await withTaskGroup(of: Void.self) { group in
        group.addTask { _ = try? await response.body.collect(upTo: 1 << 20) }
        try? await time.sleep(for: .milliseconds(100))
        group.cancelAll()
      }
      #expect(caller.service.saved.openExchanges == [])
    }
  }

  @Test func `a stored file is sent whole, in parts, and not beyond its end`() async throws {
    try await VirtualTime.run { time in
      let caller = try await caller(time)
      let state = try await caller.upload("b.mp4", Self.clip)
      let url = try Caller.decode(Envelope<Uploads>.self, state).data.files[0].cdn_url
      let path = String(url.dropFirst("http://sim.test".count))
      #expect(try await caller.call(.get, path).bytes == Self.clip)
      let part = try await caller.call(.get, path, [], [.range: "bytes=4-9"])
      #expect(part.status == 206)
      #expect(part.text == "really")
      #expect(part.headers[.contentLength] == "6")
      #expect(part.headers[.contentRange] == "bytes 4-9/17")
      let beyond = try await caller.call(.get, path, [], [.range: "bytes=17-"])
      #expect(beyond.status == 416)
    }
  }

  @Test func `the same seed gives the same bytes, another one others`() async throws {
    func transcript(seed: UInt64) async throws -> [UInt8] {
      try await VirtualTime.run { time in
        let caller = try await caller(time, seed: seed)
        let stream = try await caller.message("Add a title 'Tips'").body.collect(upTo: 1 << 20)
        return stream + (try await caller.state().bytes)
      }
    }
    let first = try await transcript(seed: 3)
    #expect(try await transcript(seed: 3) == first)
    #expect(try await transcript(seed: 4) != first)
  }

  @Test func `a form that breaks off is refused and stores nothing`() async throws {
    try await VirtualTime.run { time in
      let caller = try await caller(time)
      let body = Array("--bnd\r\nContent-Disposition: form-data; name=\"files\"".utf8)
      let answer = try await caller.call(
        .post, "/api/upload-video/nemo_agent/me/\(caller.session)", body,
        [.contentType: "multipart/form-data; boundary=bnd"])
      #expect(answer.status != 200 || !answer.text.contains(#""code":0"#))
      #expect(answer.text.contains("closing delimiter"))
    }
  }

  @Test func `a file over the cap is 4002 although its length was not announced`() async throws {
    try await VirtualTime.run { time in
      let caller = try await caller(time)
      caller.service.change { $0.dialect.sizeCapBytes = 100_000 }
      let answer = try await caller.upload("big.mp4", [UInt8](repeating: 7, count: 200_000))
      #expect(answer.text.contains("4002"))
    }
  }

  @Test func `an upload that breaks off leaves no exchange open`() async throws {
    try await VirtualTime.run { time in
      let caller = try await caller(time)
      let broken = HTTPBody(length: nil) { throw TransportFailure(.reset, sent: .possibly) }
      let head = HTTPRequest(
        method: .post, scheme: "http", authority: "sim.test",
        path: "/api/upload-video/nemo_agent/me/\(caller.session)",
        headerFields: [
          .authorization: "Bearer \(caller.token)",
          .contentType: "multipart/form-data; boundary=bnd",
        ])
      await #expect(throws: TransportFailure(.reset, sent: .possibly)) {
        try await caller.service.send(TransportRequest(head: head, body: broken))
      }
      #expect(caller.service.saved.openExchanges == [])
    }
  }
}
