import HTTPTypes
import NemoClient
import NemoHTTP
import NemoTime
import Testing

extension TurnTests {
  @Test func `an error that is no failure of the wire ends the turn, without recovery`()
    async throws
  {
    struct NotOnTape: Error {}
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)], Sample.message: [.failure(NotOnTape())],
    ])
    #expect(run.backend.seen(Sample.message).count == 1)
    #expect(run.backend.seen(Sample.state).count == 1)
    #expect(run.events == [])
    #expect(run.error?.wasSent == true)
  }

  @Test func `an error inside the stream looks at state once`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)],
      Sample.message: [.stream([(.zero, call), (.seconds(1), #"{"error":"boom"}"#)])],
    ])
    #expect(run.error?.code == .editFailed)
    #expect(run.error?.wasSent == true)
    #expect(run.backend.seen(Sample.state).count == 2)
  }

  @Test func `promise 7: a stream that stays open ends after fifteen minutes`() async throws {
    let frames = (0..<100).map { (Duration.seconds(100), #"{"type":"text","content":"\#($0)"}"#) }
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip), Sample.state(Sample.titled)],
      Sample.message: [.stream(frames, end: .never)],
    ])
    #expect(run.elapsed == .seconds(930))
    #expect(run.outcome.isSuccess)
  }

  @Test func `promise 7: ten minutes of heartbeats end a stream, with four notices`() async throws {
    let frames = [(Duration, String)](repeating: (.seconds(15), heartbeat), count: 100)
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)],
      Sample.message: [.stream(frames, end: .never)],
    ])
    #expect(run.error?.code == .timedOut)
    #expect(
      run.events == [
        .stillWorking, .stillWorking, .stillWorking, .stillWorking, .recovering,
        .stillWorking,
      ])
    #expect(run.elapsed == .seconds(870))
  }

  @Test func `code 1002 opens a new session and says so`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.error(1002)],
      Sample.createSession: [.json(Sample.session)],
    ])
    #expect(run.error?.code == .sessionLost)
    #expect(
      run.error?.description == "The backend no longer had this project, so a new one was opened. "
        + "The old one's uploads and timeline are lost. The edit was not run and cost nothing: "
        + "upload the files again, then ask for it again.")
    #expect(run.events == [.sessionReplaced])
    #expect(run.backend.seen(Sample.message).isEmpty)
  }

  /// Where a session can be found to be lost after its message is out.
  static let losses: [(String, ScriptedBackend.Reply, [ScriptedBackend.Reply])] = [
    ("in place of the stream", Sample.error(1002), []),
    ("inside of the stream", .stream([(.zero, call), (.zero, #"{"code":1002}"#)]), []),
    ("after a silent end", .stream([(.zero, call), (.zero, result)]), [Sample.error(1002)]),
    (
      "in recovery", .failure(TransportFailure(.reset, sent: .possibly)),
      [Sample.state(Sample.clip), Sample.error(1002, status: 404)]
    ),
  ]

  @Test(arguments: TurnTests.losses)
  func `code 1002 opens a new session wherever in a turn it comes`(
    place: String, message: ScriptedBackend.Reply, later: [ScriptedBackend.Reply]
  ) async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)] + later, Sample.message: [message],
      Sample.createSession: [.json(Sample.session)],
    ])
    let error = try #require(run.error)
    #expect(error.code == .sessionLost, "\(place)")
    #expect(error.wasSent == (place != "in place of the stream"))
    #expect(error.description.contains("a new one was opened"))
    #expect(error.description.contains("may have cost credits") == error.wasSent)
    #expect(run.events.last == .sessionReplaced)
    #expect(run.backend.seen(Sample.message).count == 1)
    #expect(run.backend.seen(Sample.createSession).count == 1)
  }

  @Test func `promise 1: a lost session that can't be replaced does not hide that it was sent`()
    async throws
  {
    let unreachable = ScriptedBackend.Reply.failure(TransportFailure(.unreachable, sent: .nothing))
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip), Sample.error(1002)],
      Sample.message: [.stream([(.zero, call), (.zero, result)])],
      Sample.createSession: [unreachable],
    ])
    #expect(run.error?.code == .sessionLost)
    #expect(run.error?.wasSent == true)
    #expect(run.error?.context.isSessionReplaced == false)
    #expect(run.error?.description.contains("Open a new one") == true)
    #expect(run.events == [.toolCall("edit_multitrack")])
  }

  @Test func `a session that several calls find lost is replaced once`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.state: [Sample.error(1002)], Sample.upload: [Sample.error(1002)],
          Sample.createSession: [.json(#"{"code":0,"data":{"session_id":"7000000000000000002"}}"#)],
        ])
      let connection = try await Connection.open(
        ClientConfiguration(
          backend, time, files: MemoryFileStore(["a.mp4": [1]]), suppliedToken: "nmv_usr_GIVEN"))
      let session = connection.session(Sample.stored)
      await withTaskGroup(of: Void.self) { group in
        group.addTask { #expect(await session.send("add a title").isSuccess == false) }
        group.addTask {
          await #expect(throws: NemoError.self) { try await session.upload("a.mp4") }
        }
        group.addTask {
          await #expect(throws: NemoError.self) { try await session.export(to: "out.mp4") }
        }
      }
      #expect(backend.seen(Sample.createSession).count == 1)
      #expect(await session.stored.id == "7000000000000000002")
    }
  }

  @Test func `credits that ran out in the midst of an edit are told with what was done`()
    async throws
  {
    let spent = #"{"code":2001,"message":"no credits"}"#
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip), Sample.state(Sample.titled)],
      Sample.message: [.stream([(.zero, call), (.zero, result), (.zero, spent)])],
    ])
    guard case .text(let said, let changes, _) = run.outcome else {
      Issue.record("\(run.outcome)")
      return
    }
    #expect(
      said == "The credits are used up, and the edit stopped: look at the timeline for what is "
        + "done. To go on, top up at https://nemovideo.com or register: "
        + "https://nemovideo.com/register")
    #expect(changes.sentences == [#"Title added: "Tips" (0-3s)"#])
    #expect(run.events.last == .said(said))
  }

  // What the user writes decides, and not what the session began with.
  @Test func `whoever writes Chinese is told in Chinese that the credits ran out`() async throws {
    let spent = #"{"code":2001,"message":"no credits"}"#
    let run = try await TurnRun.run(
      [
        Sample.state: [Sample.state(Sample.clip), Sample.state(Sample.titled)],
        Sample.message: [.stream([(.zero, call), (.zero, result), (.zero, spent)])],
      ], "加一个标题")
    guard case .text(let said, let changes, let timeline) = run.outcome else {
      Issue.record("\(run.outcome)")
      return
    }
    #expect(
      said == "积分不足，编辑中途停止：请查看时间线，了解哪些已经完成。"
        + "如需继续，请前往 https://nemovideo.com 充值，或注册账号：https://nemovideo.com/register")
    #expect(changes.sentences(in: .chinese) == ["已添加标题：“Tips” (0-3s)"])
    #expect(timeline?.text(in: .chinese).hasPrefix("时间线（2 条轨道）：1. 视频：") == true)
    #expect(run.events.last == .said(said))
  }

  @Test(arguments: [
    #"{"code":0,"data":{}}"#, #"{"code":0,"data":{"state":null}}"#,
    #"{"code":0,"data":{"state":{"draft":null}}}"#, #"{"code":0,"data":{"state":7}}"#,
  ])
  func `a state with something missing is no change`(body: String) async throws {
    let silent = ScriptedBackend.Reply.stream([(.zero, call), (.zero, result)])
    let lost = ScriptedBackend.Reply.failure(TransportFailure(.reset, sent: .possibly))
    for message in [silent, lost] {
      let run = try await TurnRun.run([
        Sample.state: [Sample.state(Sample.clip), .json(body)], Sample.message: [message],
      ])
      #expect(run.error?.wasSent == true)
      #expect(run.error?.description.contains("look at the timeline before") == true)
      #expect(run.error?.context.unchanged == nil)
    }
  }

  @Test func `a rejected supplied token ends a turn with the offer of another`() async throws {
    let run = try await TurnRun.run([Sample.state: [Sample.error(1001, status: 401)]])
    #expect(run.error?.code == .tokenRejected)
    #expect(run.error?.wasSent == false)
    #expect(run.error?.description.contains("--anonymous") == true)
    #expect(run.backend.seen(Sample.signIn).isEmpty)
  }

  @Test func `promise 9: messages wait for each other, in order`() async throws {
    let (routes, elapsed) = try await VirtualTime.run { [text] time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.state: [Sample.state(Sample.clip)],
          Sample.message: [.stream([(.seconds(10), text)])],
        ])
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN"))
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<3 {
          group.addTask {
            // Each value of the session stands for the same one.
            let session = connection.session(Sample.stored)
            try? await time.sleep(for: .milliseconds(number))
            _ = await session.send("message \(number)")
          }
        }
      }
      return (backend.seen, time.now.sinceOrigin)
    }
    let messages = routes.filter { $0.route == Sample.message }
    #expect(messages.map(\.at) == [.zero, .seconds(10), .seconds(20)])
    for (number, message) in messages.enumerated() {
      #expect(message.text.contains("message \(number)"))
    }
    #expect(elapsed == .seconds(30))
  }

  @Test func `promise 9: a session in a lost one's place has one turn at a time too`() async throws
  {
    let other = "7000000000000000002"
    let times = try await VirtualTime.run { [text] time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.state: [Sample.error(1002)],
          Sample.createSession: [
            .json(#"{"code":0,"data":{"task_id":"t","session_id":"\#(other)"}}"#)
          ],
          "GET api.invalid/api/state/nemo_agent/me/\(other)/latest": [Sample.state(Sample.clip)],
          Sample.message: [.stream([(.seconds(10), text)])],
        ])
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN"))
      let session = connection.session(Sample.stored)
      _ = await session.send("zero")
      let found = try #require(try connection.lastSession())
      await withTaskGroup(of: Void.self) { group in
        for session in [session, found] {
          group.addTask { #expect(await session.send("title").isSuccess) }
        }
      }
      return backend.seen(Sample.message).map(\.at)
    }
    #expect(times == [.zero, .seconds(10)])
  }

  @Test func `promise 2: a cancelled turn has an outcome too`() async throws {
    try await VirtualTime.run { [call] time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.state: [Sample.state(Sample.clip)],
          Sample.message: [.stream([(.zero, call)], end: .never)],
        ])
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN"))
      let session = connection.session(Sample.stored)
      await withTaskGroup(of: TurnOutcome.self) { group in
        group.addTask { await session.send("one") }
        group.addTask {
          try? await time.sleep(for: .seconds(1))
          return await session.send("two")
        }
        try? await time.sleep(for: .seconds(5))
        group.cancelAll()
        for await outcome in group {
          guard case .failed(let error) = outcome else {
            Issue.record("\(outcome)")
            continue
          }
          #expect(error.code == .cancelled)
        }
      }
      #expect(backend.seen(Sample.message).count == 1)
    }
  }
}
